package dev.hornbook.sim.compute;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("integration")
class BinariesTest {

    @Test
    void twoWhoUnpackAtOnceFindTheSameProgramsAndLeaveNothingElse(@TempDir Path parent) throws Exception {
        Path home = parent.resolve("postgres");
        Callable<Binaries> unpack = () -> Binaries.in(home);
        try (var executor = Executors.newFixedThreadPool(2)) {
            for (Future<Binaries> unpacked : executor.invokeAll(List.of(unpack, unpack))) {
                assertThat(unpacked.get().program("postgres")).isExecutable();
            }
        }
        try (Stream<Path> left = Files.list(parent)) {
            assertThat(left).containsExactly(home);
        }
    }
}
