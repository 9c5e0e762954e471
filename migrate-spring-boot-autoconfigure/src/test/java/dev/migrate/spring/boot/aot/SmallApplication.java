package dev.migrate.spring.boot.aot;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;

/** An application that has the starter, a driver, and nothing else. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
public class SmallApplication {

    public static void main(String[] arguments) {
        SpringApplication.run(SmallApplication.class, arguments);
    }
}
