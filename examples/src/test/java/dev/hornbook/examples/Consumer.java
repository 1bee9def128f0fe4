package dev.hornbook.examples;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The project under pool/consumer, built by a Maven of its own with an empty local repository. The library comes from a repository that holds
 * what the pool's build has made and {@code mvn install} would put there: jar, pom, sources and Javadoc. All else comes from what this build has
 * fetched already; what should be missing there, from Maven Central.
 */
final class Consumer {
    /** Maven's own answer comes within seconds; a machine that needs longer has stopped. */
    private static final long PATIENCE = 240;

    private final Path staged;
    private final Path repository;
    private final Path target;

    private Consumer(Path scratch) {
        this.staged = scratch.resolve("staged");
        this.repository = scratch.resolve("repository");
        this.target = scratch.resolve("consumer/target");
    }

    /** Copies the project into the directory and builds it there. */
    static Consumer built(Path root, Path scratch) throws IOException, InterruptedException {
        var consumer = new Consumer(scratch);
        consumer.stage(root.resolve("pool"));
        var project = scratch.resolve("consumer");
        copy(root.resolve("pool/consumer"), project);
        var settings = Files.writeString(scratch.resolve("settings.xml"), consumer.settings());
        var none = Files.writeString(scratch.resolve("none.xml"), "<settings/>");
        run(List.of(Path.of(System.getProperty("maven.home"), "bin", "mvn").toString(), "-B", "-ntp", "-e", "-s", settings.toString(),
                "-gs",
                none.toString(), "-f", project.resolve("pom.xml").toString(), "package"),
                Map.of("JAVA_HOME", System.getProperty("java.home")));
        return consumer;
    }

    /** Where it has resolved the library and all else. */
    Path repository() {
        return repository;
    }

    /** The jar it has resolved. */
    Path resolved() {
        return repository.resolve("dev/hornbook/hornbook-pool/0.1.0/hornbook-pool-0.1.0.jar");
    }

    /** The jar that was staged, or with {@code -sources} or {@code -javadoc} one that goes with it. */
    Path staged(String classifier) {
        return staged.resolve("dev/hornbook/hornbook-pool/0.1.0/hornbook-pool-0.1.0" + classifier + ".jar");
    }

    /** The names of the jars it needs at run time, versions left out. */
    TreeSet<String> runtime() throws IOException {
        try (var jars = Files.list(target.resolve("lib"))) {
            return jars.map(jar -> jar.getFileName().toString().replaceFirst("-\\d.*", "")).collect(TreeSet::new, TreeSet::add,
                    TreeSet::addAll);
        }
    }

    /** What it prints, run as unnamed code on the class path. */
    String onTheClassPath(String url) throws IOException, InterruptedException {
        return java(url, "-cp", target.resolve("classes") + ":" + target.resolve("lib/*"), "example.consumer.Main");
    }

    /** What it prints, run as a module. */
    String onTheModulePath(String url) throws IOException, InterruptedException {
        return java(url, "-p", target.resolve("classes") + ":" + target.resolve("lib"), "-m", "example.consumer/example.consumer.Main");
    }

    private void stage(Path pool) throws IOException {
        Files.createDirectories(staged("").getParent());
        for (var classifier : List.of("", "-sources", "-javadoc")) {
            Files.copy(pool.resolve("target").resolve(staged(classifier).getFileName()), staged(classifier));
        }
        Files.copy(pool.resolve(".flattened-pom.xml"), staged("").resolveSibling("hornbook-pool-0.1.0.pom"));
    }

    private static String java(String url, String... arguments) throws IOException, InterruptedException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return run(Stream.concat(Stream.of(java), Stream.of(arguments)).toList(), Map.of("DATABASE_URL", url));
    }

    private String settings() {
        return """
               <settings>
                 <localRepository>%s</localRepository>
                 <profiles>
                   <profile>
                     <id>here</id>
                     <repositories>
                       <repository><id>staged</id><url>%s</url></repository>
                       <repository><id>fetched</id><url>%s</url></repository>
                     </repositories>
                     <pluginRepositories>
                       <pluginRepository><id>fetched</id><url>%s</url></pluginRepository>
                     </pluginRepositories>
                   </profile>
                 </profiles>
                 <activeProfiles><activeProfile>here</activeProfile></activeProfiles>
               </settings>
               """.formatted(repository, staged.toUri(), fetched(), fetched());
    }

    private static String fetched() {
        return Path.of(System.getProperty("maven.fetched")).toUri().toString();
    }

    private static void copy(Path from, Path to) throws IOException {
        try (var files = Files.walk(from)) {
            for (var file : files.filter(each -> !each.startsWith(from.resolve("target"))).toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        }
    }

    private static String run(List<String> command, Map<String, String> environment) throws IOException, InterruptedException {
        var builder = new ProcessBuilder(command);
        builder.environment().keySet().removeAll(List.of("MAVEN_ARGS", "MAVEN_OPTS", "JAVA_TOOL_OPTIONS"));
        builder.environment().putAll(environment);
        var said = Files.createTempFile("consumer", ".txt");
        var process = builder.redirectErrorStream(true).redirectOutput(said.toFile()).start();
        try {
            if (!process.waitFor(PATIENCE, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new AssertionError(command + " failed:\n" + Files.readString(said));
            }
            return Files.readString(said, StandardCharsets.UTF_8);
        } finally {
            process.destroyForcibly();
            Files.delete(said);
        }
    }
}
