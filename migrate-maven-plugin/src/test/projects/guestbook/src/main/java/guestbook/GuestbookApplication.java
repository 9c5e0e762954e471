package guestbook;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

@SpringBootApplication
public class GuestbookApplication {

    public static void main(String[] arguments) {
        SpringApplication.run(GuestbookApplication.class, arguments);
    }
}
