package dev.hornbook.account;

import java.util.Optional;

/**
 * What somebody who signs up says about themselves.
 *
 * @param name any text
 * @param email their address, not yet shown to be theirs
 * @param password 8 to 128 UTF-16 units
 * @param image the address of a picture: untrusted text
 * @param invitation the token of the link they come with, if they come with one
 */
public record NewAccount(String name, EmailAddress email, String password, Optional<String> image, Optional<String> invitation) {

    @Override
    public String toString() {
        return "NewAccount[***]";
    }
}
