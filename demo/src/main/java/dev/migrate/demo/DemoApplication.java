package dev.migrate.demo;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The bookshop. */
@SpringBootApplication
public class DemoApplication {

    /** Starts the shop; its database is at the head of its revisions before anything else uses it. */
    public static void main(String[] args) {
        SpringApplication.run(DemoApplication.class, args);
    }
}
