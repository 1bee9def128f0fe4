package dev.hornbook.checks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.MemberRefEntry;
import java.lang.classfile.constantpool.NameAndTypeEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.classfile.constantpool.StringEntry;
import java.lang.classfile.constantpool.Utf8Entry;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** A class of ours as the compiler left it: what it names and calls stands in its constant pool. */
final class CompiledClass {
    private static final Pattern TYPE = Pattern.compile("L([^;<]+)[;<]");

    private final ClassModel model;
    private final List<PoolEntry> constants;

    private CompiledClass(byte[] bytes) {
        this.model = ClassFile.of().parse(bytes);
        this.constants = StreamSupport.stream(model.constantPool().spliterator(), false).toList();
    }

    /** A call, or a reference to a method. */
    record Call(String from, String method) {}

    /** Those of the modules {@code backend} and {@code start}, wherever this build put them. */
    static List<CompiledClass> allOfTheService() {
        return Stream.of("dev/hornbook/database/Database.class", "dev/hornbook/start/Main.class").flatMap(one -> besides(one).stream())
                .collect(Collectors.toMap(CompiledClass::name, type -> type, (one, _) -> one, TreeMap::new)).values().stream().toList();
    }

    private static List<CompiledClass> besides(String one) {
        try {
            URI found = CompiledClass.class.getClassLoader().getResource(one).toURI();
            if (found.getScheme().equals("jar")) {
                try (FileSystem jar = FileSystems.newFileSystem(found, Map.of())) {
                    return under(jar.getPath("dev"));
                }
            }
            Path root = Path.of(found);
            for (int i = one.split("/").length; i > 0; i--) {
                root = root.getParent();
            }
            return under(root.resolve("dev"));
        } catch (Exception e) {
            throw new IllegalStateException("The classes beside " + one + " cannot be read.", e);
        }
    }

    private static List<CompiledClass> under(Path folder) throws IOException {
        List<CompiledClass> read = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder)) {
            files.filter(file -> file.toString().endsWith(".class") && !file.endsWith("package-info.class"))
                    .forEach(file -> read.add(of(file)));
        }
        return read;
    }

    private static CompiledClass of(Path file) {
        try {
            return new CompiledClass(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@code dev.hornbook.database.Row}. */
    String name() {
        return model.thisClass().asInternalName().replace('/', '.');
    }

    String packageName() {
        return name().substring(0, name().lastIndexOf('.'));
    }

    /** Every type it names, in signatures too, as {@code java/sql/Connection}. */
    Stream<String> types() {
        Stream<String> used = of(ClassEntry.class).map(ClassEntry::asInternalName);
        Stream<String> described = of(Utf8Entry.class).map(Utf8Entry::stringValue).filter(text -> text.matches("\\(.*|\\[*L[\\w/$<>;]+;"))
                .flatMap(text -> TYPE.matcher(text).results().map((MatchResult type) -> type.group(1)));
        return Stream.concat(used, described);
    }

    /** Its calls of a class's methods. */
    Stream<Call> calls(String owner) {
        return of(MemberRefEntry.class).filter(member -> member.owner().asInternalName().equals(owner))
                .map(MemberRefEntry::nameAndType).filter(member -> member.type().stringValue().startsWith("("))
                .map((NameAndTypeEntry member) -> new Call(packageName(), member.name().stringValue()));
    }

    /** Its texts. */
    Stream<String> texts() {
        return of(StringEntry.class).map(StringEntry::stringValue);
    }

    private <T extends PoolEntry> Stream<T> of(Class<T> kind) {
        return constants.stream().filter(kind::isInstance).map(kind::cast);
    }
}
