package io.maru;

import io.maru.launch.Launch;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.modulith.Modulithic;

/** The server: API, web app and background work in one process. */
@SpringBootApplication
@Modulithic(systemName = "Maru", sharedModules = "platform")
public class Maru {

    public static void main(String[] arguments) {
        Launch.run(Maru.class, arguments);
    }
}
