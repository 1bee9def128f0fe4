package dev.hornbook.load;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * What became of a request.
 *
 * @param failure why it failed: the problem's code, or the kind of the exception
 * @param database what the server says it spent there
 * @param firstEvent when the first event of a stream came, on the clock of {@link System#nanoTime()}
 * @param body of what is no stream
 */
record Answer(Optional<String> failure, Optional<ServerTiming> database, OptionalLong firstEvent, String body) {
    Answer withoutDatabase() {
        return new Answer(failure, Optional.empty(), firstEvent, body);
    }

    static Answer failed(String reason) {
        return new Answer(Optional.of(reason), Optional.empty(), OptionalLong.empty(), "");
    }
}
