package dev.hornbook.account;

import java.util.Optional;

/**
 * What somebody changes about themselves.
 *
 * @param name the new name; empty to keep the old one
 * @param image what happens to the picture
 */
public record ProfileChange(Optional<String> name, Image image) {

    /**
     * What happens to a picture.
     *
     * @param changes whether anything does
     * @param address its new address, untrusted text; empty for no picture
     */
    public record Image(boolean changes, Optional<String> address) {

        /** It stays as it is. */
        public static Image kept() {
            return new Image(false, Optional.empty());
        }

        /** It is that one from now on, or none. */
        public static Image changedTo(Optional<String> address) {
            return new Image(true, address);
        }
    }
}
