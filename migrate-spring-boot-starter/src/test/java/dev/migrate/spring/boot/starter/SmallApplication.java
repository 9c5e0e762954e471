package dev.migrate.spring.boot.starter;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;

/** An application with only the starter and a driver. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
public class SmallApplication {

    public static void main(String[] arguments) {
        SpringApplication.run(SmallApplication.class, arguments);
    }
}
