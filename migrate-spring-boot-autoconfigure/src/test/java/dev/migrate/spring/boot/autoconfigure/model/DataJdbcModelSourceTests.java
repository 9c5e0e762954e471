package dev.migrate.spring.boot.autoconfigure.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.migrate.autogenerate.Autogenerate;
import dev.migrate.autogenerate.Proposal;
import dev.migrate.error.AutogenerateException;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.BeanFactoryInitializer;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.data.jdbc.autoconfigure.DataJdbcRepositoriesAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.jdbc.repository.support.JdbcRepositoryFactoryBean;
import org.springframework.data.relational.core.mapping.NamingStrategy;
import org.springframework.jdbc.core.simple.JdbcClient;
import samples.library.Loan;
import samples.library.LoanRepository;
import samples.library.Reader;

class DataJdbcModelSourceTests {

    private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    DataSourceAutoConfiguration.class,
                    DataSourceTransactionManagerAutoConfiguration.class,
                    JdbcTemplateAutoConfiguration.class,
                    DataJdbcRepositoriesAutoConfiguration.class))
            .withPropertyValues("spring.datasource.generate-unique-name=true");

    @Test
    void readsAggregatesAsTheApplicationMapsThem() {
        this.contextRunner.withUserConfiguration(Library.class).run((context) -> {
            assertThat(ModelSources.in(context).named("auto").name()).isEqualTo("data-jdbc");
            assertThatExceptionOfType(AutogenerateException.class)
                    .isThrownBy(() -> ModelSources.in(context).named("data-jdcb"))
                    .satisfies((failure) ->
                            assertThat(failure.remedy()).asString().startsWith("Did you mean 'data-jdbc'?"));
            Proposal proposal = proposal(context);
            assertThat(proposal.verification().failure()).isEmpty();
            assertThat(proposal.upgrade())
                    .contains("CREATE TABLE lent_reader")
                    .contains("full_name")
                    .contains("card UUID")
                    .contains("CREATE TABLE lent_loan");
            for (String sql : proposal.upgrade().split(";\n")) {
                JdbcClient.create(context.getBean(DataSource.class)).sql(sql).update();
            }
            assertThat(proposal(context).isEmpty()).isTrue();
            assertThat(context.getBean(LoanRepository.class)
                            .save(new Loan(null, null))
                            .id())
                    .isEqualTo(1);
        });
    }

    @Test
    void createsNoRepositories() {
        AtomicReference<List<String>> singletons = new AtomicReference<>();
        this.contextRunner
                .withUserConfiguration(Library.class)
                .withInitializer((context) -> context.getBeanFactory()
                        .registerSingleton("command", (BeanFactoryInitializer<ConfigurableListableBeanFactory>)
                                (beans) -> {
                                    assertThat(proposal(context).upgrade()).contains("lent_loan");
                                    singletons.set(List.of(beans.getSingletonNames()));
                                }))
                .run((context) -> assertThat(context).hasNotFailed());
        assertThat(singletons.get()).contains("jdbcConverter").doesNotContain("loanRepository");
    }

    @Test
    void isAbsentWithoutAggregates() {
        this.contextRunner
                .withUserConfiguration(Nothing.class)
                .run((context) ->
                        assertThat(new DataJdbcModelSource(context).isPresent()).isFalse());
        new ApplicationContextRunner()
                .run((context) ->
                        assertThat(new DataJdbcModelSource(context).isPresent()).isFalse());
    }

    private static Proposal proposal(ApplicationContext context) {
        return Autogenerate.of(context.getBean(DataSource.class), new DataJdbcModelSource(context))
                .propose(List.of());
    }

    @Configuration(proxyBeanMethods = false)
    @AutoConfigurationPackage(basePackages = "no.such.package")
    static class Nothing {}

    @Configuration(proxyBeanMethods = false)
    @AutoConfigurationPackage(basePackageClasses = Reader.class)
    static class Library {

        @Bean
        static JdbcRepositoryFactoryBean<LoanRepository, Loan, Long> loanRepository() {
            return new JdbcRepositoryFactoryBean<>(LoanRepository.class);
        }

        @Bean
        NamingStrategy namingStrategy() {
            return new NamingStrategy() {
                @Override
                public String getTableName(Class<?> type) {
                    return "lent_" + NamingStrategy.super.getTableName(type);
                }
            };
        }
    }
}
