package dev.migrate.benchmarks.application;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * An application that runs one query, prints the cost of its start, and exits. The query verifies that the
 * migrations are applied, so that each tool has done its work, and opens the connection pool also without a tool.
 */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
public class StartedApplication {

    /** Starts the application. */
    public static void main(String... arguments) {
        SpringApplication.run(StartedApplication.class, arguments).close();
    }

    @Bean
    ApplicationRunner useOfTheDatabase(JdbcClient database) {
        return (arguments) -> database.sql("select count(*) from customer_file_1")
                .query(Long.class)
                .single();
    }

    @EventListener
    void say(ApplicationReadyEvent ready) {
        long uptime = ManagementFactory.getRuntimeMXBean().getUptime();
        long cpu =
                ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
        long classes = ManagementFactory.getClassLoadingMXBean().getTotalLoadedClassCount();
        Duration started = ready.getTimeTaken();
        System.out.printf(
                "ready uptime=%d started=%d cpu=%d classes=%d%n",
                uptime, started == null ? -1 : started.toMillis(), cpu / 1_000_000, classes);
    }
}
