package dev.hornbook.sim.compute;

import dev.hornbook.sim.SimulatorException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * How PostgreSQL is started under an unprivileged uid, as it insists on.
 *
 * <p>A plain user starts it as itself (in a namespace as below where its uid has no name). For root there are two ways, tried in this order: a user namespace of its own
 * ({@code unshare -U}), inside of which root's processes see themselves and root's files as the overflow uid, so that
 * the data stay root's and nothing has to be handed over; and where namespaces are forbidden (some containers), another
 * uid altogether ({@code setpriv --reuid}), which then must own the data and be able to reach them.
 */
sealed interface Privileges {

    /** Started as who we are. */
    record PlainUser() implements Privileges {}

    /** Inside a user namespace without a mapping. */
    record Namespace() implements Privileges {}

    /** Root, as somebody else. */
    record OtherUser(int uid, int gid) implements Privileges {}

    /** Debian's and most others' {@code nobody}. */
    int NOBODY = 65534;

    /**
     * Finds out which way is open.
     *
     * @param directory where PostgreSQL has to write
     * @param binaries what it has to be able to run
     * @throws SimulatorException when none is
     */
    static Privileges find(Path directory, Binaries binaries) {
        if (!weAreRoot(directory)) {
            return nameless() && works(new Namespace(), directory, binaries) ? new Namespace() : new PlainUser();
        }
        Path data = directory.resolve("data");
        if (works(new Namespace(), Files.exists(data) ? data : directory, binaries)) {
            return new Namespace();
        }
        Privileges nobody = new OtherUser(NOBODY, NOBODY);
        try {
            Files.createDirectories(data);
            nobody.own(data);
            letPass(directory);
        } catch (IOException e) {
            throw new SimulatorException("root could not prepare " + directory + " for an unprivileged PostgreSQL: " + e.getMessage(), e);
        }
        if (works(nobody, data, binaries)) {
            return nobody;
        }
        throw new SimulatorException(
                "PostgreSQL refuses to run as root, and neither `unshare -U` nor `setpriv --reuid` let it run as somebody"
                        + " else in " + directory + ". Run as a plain user, or choose a directory that every user may pass through.");
    }

    /** The command that runs this command under the uid chosen. */
    default List<String> command(List<String> command) {
        List<String> all = new ArrayList<>();
        switch (this) {
            case PlainUser() -> {
            }
            case Namespace() -> all.addAll(List.of("unshare", "-U"));
            case OtherUser(int uid, int gid) -> all.addAll(List.of("setpriv", "--reuid=" + uid, "--regid=" + gid, "--clear-groups"));
        }
        all.addAll(command);
        return all;
    }

    /** Hands a directory, and what is in it, to the uid PostgreSQL will run under. */
    default void own(Path directory) throws IOException {
        if (this instanceof OtherUser(int uid, int gid)) {
            try (Stream<Path> paths = Files.walk(directory)) {
                for (Path path : (Iterable<Path>) paths::iterator) {
                    Files.setAttribute(path, "unix:uid", uid);
                    Files.setAttribute(path, "unix:gid", gid);
                }
            }
        }
    }

    /** Another uid must pass through our directory to its own; it still cannot list it. */
    private static void letPass(Path directory) throws IOException {
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(directory);
        permissions.add(PosixFilePermission.GROUP_EXECUTE);
        permissions.add(PosixFilePermission.OTHERS_EXECUTE);
        Files.setPosixFilePermissions(directory, permissions);
    }

    private static boolean works(Privileges privileges, Path directory, Binaries binaries) {
        try {
            return new ProcessBuilder(privileges.command(
                    List.of("test", "-w", directory.toString(), "-a", "-x", binaries.program("postgres").toString())))
                    .redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** A uid without an entry in passwd, as containers like to use: initdb refuses it, and the JDK has no name for it. */
    private static boolean nameless() {
        return System.getProperty("user.name").equals("?");
    }

    /** What we create is ours, so its owner tells who we are. */
    private static boolean weAreRoot(Path directory) {
        try {
            Path ours = Files.createTempFile(directory, "owner-", "");
            try {
                return (Integer) Files.getAttribute(ours, "unix:uid") == 0;
            } finally {
                Files.delete(ours);
            }
        } catch (IOException e) {
            throw new SimulatorException(directory + " cannot be written to: " + e.getMessage() + ". Choose another directory.", e);
        }
    }
}
