package dev.migrate.crash;

import dev.migrate.testsupport.DatabaseProduct;
import dev.migrate.testsupport.DatabaseTest;
import dev.migrate.testsupport.TestDatabase;
import java.sql.SQLException;
import org.h2.tools.Server;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** In a file that a server of its own holds, as several processes have to have it. */
@DatabaseTest(DatabaseProduct.H2)
class H2EnduranceTests extends EnduranceContract {

    private Server server;

    @BeforeEach
    void startServer() throws SQLException {
        this.server = Server.createTcpServer("-tcpPort", "0", "-ifNotExists").start();
    }

    @AfterEach
    void stopServer() {
        this.server.stop();
    }

    @Override
    TestDatabase fresh(TestDatabase server) {
        return TestDatabase.onH2Server(this.folder, this.server.getPort());
    }
}
