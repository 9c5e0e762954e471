package dev.migrate.autogenerate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrate.autogenerate.jpa.EntityClasses;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.hibernate.boot.model.naming.PhysicalNamingStrategySnakeCaseImpl;

/**
 * The sources of a model, which are compiled in memory, each time for a class loader of their own.
 *
 * @param texts the sources by the name of their file
 */
public record EntitySources(Map<String, String> texts) {

    public EntitySources {
        texts = Map.copyOf(texts);
    }

    /** One change of a source. */
    public record Edit(String file, String find, String replace) {}

    /** Our own copy of the model. */
    static EntitySources model() {
        return in(Path.of("src/test/resources/conformance/autogenerate/model"));
    }

    /** Replaces attributes that Hibernate cannot map on a product by similar ones. */
    EntitySources forProduct(String dialect) {
        List<Edit> edits = switch (dialect) {
            case "mariadb" -> List.of(new Edit("Customer.java", "SqlTypes.NAMED_ENUM", "SqlTypes.ENUM"));
            case "mysql" ->
                List.of(
                        new Edit("Customer.java", "SqlTypes.NAMED_ENUM", "SqlTypes.ENUM"),
                        new Edit("AuditEntry.java", "\"current_timestamp\"", "\"current_timestamp(6)\""),
                        new Edit("Product.java", "public Short rank", "@Column(name = \"place\") public Short rank"));
            case "sqlite" ->
                List.of(
                        new Edit("Customer.java", "@JdbcTypeCode(SqlTypes.NAMED_ENUM)", ""),
                        new Edit("AuditEntry.java", "schema = \"audit\", ", ""));
            default -> List.of();
        };
        return edited(edits.stream().filter((edit) -> has(List.of(edit))).toList());
    }

    /** Returns the classes as Spring Boot passes them to Hibernate. */
    public static ModelSource source(List<Class<?>> classes, Map<String, Object> settings) {
        Map<String, Object> all = new HashMap<>(settings);
        all.put("hibernate.physical_naming_strategy", PhysicalNamingStrategySnakeCaseImpl.class.getName());
        all.put("hibernate.classLoaders", List.of(classes.get(0).getClassLoader()));
        return new EntityClasses(classes, all);
    }

    static EntitySources in(Path folder) {
        Map<String, String> texts = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file :
                    files.filter((path) -> path.toString().endsWith(".java")).toList()) {
                texts.put(file.getFileName().toString(), Files.readString(file));
            }
        } catch (IOException failure) {
            throw new IllegalStateException("The model cannot be read", failure);
        }
        assertThat(texts).as("sources in %s", folder).isNotEmpty();
        return new EntitySources(texts);
    }

    /** Whether each of them finds its place. */
    boolean has(List<Edit> edits) {
        return edits.stream()
                .allMatch((edit) -> this.texts.getOrDefault(edit.file(), "").contains(edit.find()));
    }

    public EntitySources edited(List<Edit> edits) {
        Map<String, String> changed = new HashMap<>(this.texts);
        for (Edit edit : edits) {
            String text = changed.getOrDefault(edit.file(), "");
            assertThat(text.split(java.util.regex.Pattern.quote(edit.find()), -1))
                    .as("'%s' is in %s once", edit.find(), edit.file())
                    .hasSize(2);
            changed.put(edit.file(), text.replace(edit.find(), edit.replace()));
        }
        return new EntitySources(changed);
    }

    /** Returns all mapped classes, and the classes that they use. */
    public List<Class<?>> compiled() {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter messages = new StringWriter();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null);
                Memory memory = new Memory(files)) {
            List<Source> sources = this.texts.entrySet().stream()
                    .map((text) -> new Source(text.getKey(), text.getValue()))
                    .toList();
            boolean compiled = compiler.getTask(
                            messages, memory, null, List.of("--release", "17", "-proc:none"), null, sources)
                    .call();
            assertThat(compiled).as("compiles: %s", messages).isTrue();
            return memory.load();
        } catch (IOException failure) {
            throw new IllegalStateException("The model cannot be compiled", failure);
        }
    }

    private static final class Source extends SimpleJavaFileObject {

        private final String text;

        Source(String name, String text) {
            super(URI.create("memory:///" + name), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return this.text;
        }
    }

    private static final class Memory extends ForwardingJavaFileManager<JavaFileManager> {

        private final Map<String, ByteArrayOutputStream> classes = new TreeMap<>();

        Memory(JavaFileManager files) {
            super(files);
        }

        @Override
        public JavaFileObject getJavaFileForOutput(
                Location location, String name, JavaFileObject.Kind kind, FileObject sibling) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            this.classes.put(name, bytes);
            return new SimpleJavaFileObject(URI.create("memory:///" + name.replace('.', '/') + ".class"), kind) {
                @Override
                public OutputStream openOutputStream() {
                    return bytes;
                }
            };
        }

        List<Class<?>> load() {
            ClassLoader loader = new ClassLoader(EntitySources.class.getClassLoader()) {
                @Override
                protected Class<?> findClass(String name) throws ClassNotFoundException {
                    ByteArrayOutputStream bytes = Memory.this.classes.get(name);
                    if (bytes == null) {
                        throw new ClassNotFoundException(name);
                    }
                    return defineClass(name, bytes.toByteArray(), 0, bytes.size());
                }
            };
            List<Class<?>> loaded = new ArrayList<>();
            for (String name : this.classes.keySet()) {
                try {
                    Class<?> type = loader.loadClass(name);
                    if (Stream.of(type.getAnnotations())
                            .anyMatch((annotation) ->
                                    annotation.annotationType().getPackageName().startsWith("jakarta.persistence"))) {
                        loaded.add(type);
                    }
                } catch (ClassNotFoundException failure) {
                    throw new IllegalStateException(failure);
                }
            }
            return List.copyOf(loaded);
        }
    }
}
