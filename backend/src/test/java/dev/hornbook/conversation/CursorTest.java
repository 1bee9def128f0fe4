package dev.hornbook.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CursorTest {
    @Test
    void aPlaceComesBackAsItWas() {
        Cursor cursor = new Cursor(Instant.parse("2026-02-28T23:59:59.123456Z"), UUID.fromString("0195f000-0000-7000-8000-000000000001"));
        assertThat(cursor.text()).hasSize(32).matches("[A-Za-z0-9_-]+");
        assertThat(Cursor.of(cursor.text())).isEqualTo(cursor);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "not base64!", "AAAA", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "f_________8AAAAAAAAAAAAAAAAAAAAA\n"})
    void aPlaceOfSomebodysOwnMakingIsRefused(String text) {
        assertThatThrownBy(() -> Cursor.of(text)).isInstanceOf(InvalidInputException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"f_________8AAAAAAAAAAAAAAAAAAAAA", "gAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"})
    void aPlaceBeforeOrAfterAllTimeNamesNoTimePostgresqlCannotHold(String text) {
        assertThatThrownBy(() -> Cursor.of(text)).isInstanceOf(InvalidInputException.class);
    }
}
