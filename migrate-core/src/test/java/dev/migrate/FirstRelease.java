package dev.migrate;

import dev.migrate.testsupport.TestDatabase;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.sql.DataSource;

/** The engine of the first release, from its own jar. It shares no class with this one but those of its libraries. */
final class FirstRelease {

    private static final ClassLoader LIBRARIES = new ClassLoader(FirstRelease.class.getClassLoader()) {
        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (name.startsWith("dev.migrate.")) {
                throw new ClassNotFoundException(name);
            }
            return super.loadClass(name, resolve);
        }
    };

    private static final ClassLoader CLASSES =
            new URLClassLoader(new URL[] {FirstRelease.class.getResource("/releases/first-release.jar")}, LIBRARIES);

    private final Path folder;
    private final String ahead;
    private final Duration patience;

    private FirstRelease(Path folder, String ahead, Duration patience) {
        this.folder = folder;
        this.ahead = ahead;
        this.patience = patience;
    }

    /** Its scripts are those of a folder. */
    static FirstRelease with(Path folder) {
        return new FirstRelease(folder, "WARN", Duration.ofMinutes(1));
    }

    /** The same with another value of {@code migrate.ahead}. */
    FirstRelease ahead(String value) {
        return new FirstRelease(this.folder, value, this.patience);
    }

    /** The same that does not wait for the lock. */
    FirstRelease impatient() {
        return new FirstRelease(this.folder, this.ahead, Duration.ZERO);
    }

    Engine engine(TestDatabase database) {
        return engine(database.dataSource());
    }

    Engine engine(DataSource source) {
        Class<?> type = type("MigrateSettings");
        Object defaults = call(type, null, "defaults");
        Object settings = call(type, defaults, "withLocations", (Object) new String[] {"file:" + this.folder});
        Object builder = call(type, settings, "toBuilder");
        Object value = call(type("MigrateSettings$Ahead"), null, "valueOf", this.ahead);
        call(builder.getClass(), builder, "ahead", value);
        call(builder.getClass(), builder, "lockWait", this.patience);
        settings = call(builder.getClass(), builder, "build");
        Class<?> listener = type("report.MigrateListener");
        Object silent = Proxy.newProxyInstance(
                CLASSES,
                new Class<?>[] {listener},
                (proxy, method, arguments) -> InvocationHandler.invokeDefault(proxy, method, arguments));
        try {
            return new Engine(type("MigrationEngine")
                    .getConstructor(DataSource.class, type, ClassLoader.class, Clock.class, listener)
                    .newInstance(source, settings, CLASSES, Clock.systemUTC(), silent));
        } catch (ReflectiveOperationException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** The names of the values that one of its enumerations has. */
    static List<String> values(String enumeration) {
        return Stream.of(type(enumeration).getEnumConstants())
                .map((value) -> ((Enum<?>) value).name())
                .toList();
    }

    /** An engine that knows nothing of this release. */
    static final class Engine {

        private final Object engine;

        private Engine(Object engine) {
            this.engine = engine;
        }

        List<String> upgrade(String target) {
            return currentOf(ask("upgrade", request(target)));
        }

        List<String> downgrade(String target) {
            return currentOf(ask("downgrade", request(target)));
        }

        List<String> stamp(String target) {
            try {
                return currentOf(ask(
                        "stamp",
                        type("StampRequest").getConstructors()[0].newInstance(List.of(target), false, null, null)));
            } catch (ReflectiveOperationException failure) {
                throw new IllegalStateException(failure);
            }
        }

        void ensureVersion() {
            ask("ensureVersion");
        }

        /** Returns its report on the database. */
        Map<String, Object> status() {
            Object status = ask("status");
            return Map.of(
                    "current", currentOf(status),
                    "pending", read(status, "pending"),
                    "upToDate", read(status, "upToDate"),
                    "interrupted", read(status, "interrupted"));
        }

        /** The current revisions as {@code current} shows them. */
        List<String> current() {
            return ((List<?>) read(ask("current"), "current"))
                    .stream().map((revision) -> (String) read(revision, "id")).toList();
        }

        /** Each revision with its state, as {@code history} shows them. */
        List<String> history() {
            return ((List<?>) read(ask("history", (Object) null), "revisions"))
                    .stream()
                            .map((revision) -> read(revision, "id") + " " + read(revision, "state"))
                            .toList();
        }

        private Object ask(String method, Object... arguments) {
            return call(this.engine.getClass(), this.engine, method, arguments);
        }

        private static Object request(String target) {
            return call(type("MoveRequest"), null, "to", target);
        }

        @SuppressWarnings("unchecked")
        private static List<String> currentOf(Object report) {
            return (List<String>) read(report, "current");
        }
    }

    /** A failure of the first release. */
    static final class Failed extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private Failed(Throwable cause) {
            super(cause.getMessage(), cause);
        }

        /** Its code; the name of its class if it is none that the engine means to throw. */
        String code() {
            Class<?> known = type("error.MigrateException");
            return known.isInstance(getCause())
                    ? (String) call(known, getCause(), "code")
                    : getCause().getClass().getName();
        }
    }

    private static Class<?> type(String name) {
        try {
            return Class.forName("dev.migrate." + name, true, CLASSES);
        } catch (ClassNotFoundException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static Object read(Object record, String component) {
        return call(record.getClass(), record, component);
    }

    private static Object call(Class<?> type, Object target, String name, Object... arguments) {
        for (Method method : type.getMethods()) {
            if (method.getName().equals(name) && method.getParameterCount() == arguments.length) {
                try {
                    return method.invoke(target, arguments);
                } catch (InvocationTargetException failure) {
                    throw new Failed(failure.getCause());
                } catch (IllegalAccessException failure) {
                    throw new IllegalStateException(failure);
                }
            }
        }
        throw new IllegalStateException("No " + name + " in " + type);
    }
}
