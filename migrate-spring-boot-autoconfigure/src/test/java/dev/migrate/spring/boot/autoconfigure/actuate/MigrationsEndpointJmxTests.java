package dev.migrate.spring.boot.autoconfigure.actuate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import javax.management.MBeanException;
import javax.management.MBeanOperationInfo;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class MigrationsEndpointJmxTests {

    private static Sample sample;

    @BeforeAll
    static void start() {
        sample = Sample.start(
                "spring.jmx.enabled=true",
                "spring.jmx.default-domain=migrate.jmx.test",
                "management.endpoints.jmx.exposure.include=migrations",
                "management.endpoint.migrations.access=unrestricted");
    }

    @AfterAll
    static void stop() {
        sample.close();
    }

    @Test
    void showsTheStatusOfTheDatabase() throws Exception {
        Map<?, ?> answer = (Map<?, ?>) invoke("migrations", new Object[] {null}, "java.lang.String");
        Map<?, ?> engine = (Map<?, ?>) ((Map<?, ?>) answer.get("engines")).get("default");
        assertThat(engine.get("current")).isEqualTo(List.of("acc0004"));
        assertThat(engine.get("lock")).isNull();
    }

    @Test
    void showsOneRevision() throws Exception {
        Map<?, ?> answer = view("show", "acc0001");
        assertThat(answer.get("message")).isEqualTo("Add account table");
        assertThat(answer.get("state")).isEqualTo("applied");
    }

    @Test
    void showsTheHistory() throws Exception {
        assertThat((List<?>) view("history").get("revisions")).hasSize(4);
    }

    @Test
    void reportsUnknownSymbol() {
        assertThatExceptionOfType(MBeanException.class)
                .isThrownBy(() -> view("show", "acc0009"))
                .havingCause()
                .withMessageContaining("acc0009");
    }

    @Test
    void hasNoWriteOperation() throws Exception {
        MBeanOperationInfo[] operations =
                sample.bean(MBeanServer.class).getMBeanInfo(name()).getOperations();
        assertThat(Arrays.stream(operations).map(MBeanOperationInfo::getName))
                .containsExactlyInAnyOrder("migrations", "view");
    }

    private static Map<?, ?> view(String... path) throws Exception {
        return (Map<?, ?>) invoke(
                "view",
                new Object[] {path, null, null, null},
                Object.class.getName(),
                "java.lang.String",
                "java.lang.String",
                "java.lang.String");
    }

    private static Object invoke(String operation, Object[] arguments, String... signature) throws Exception {
        return sample.bean(MBeanServer.class).invoke(name(), operation, arguments, signature);
    }

    private static ObjectName name() throws Exception {
        return new ObjectName("migrate.jmx.test:type=Endpoint,name=Migrations");
    }
}
