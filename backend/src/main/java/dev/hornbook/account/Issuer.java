package dev.hornbook.account;

import java.net.URI;

/**
 * A server elsewhere whose tokens count here: Neon Auth, a Better Auth with tables of its own, any other that publishes its keys.
 *
 * @param keys where its keys are published, as a JWK set (RFC 7517)
 * @param name what its tokens have to say in {@code iss}, to the letter
 * @param audience what has to be among their {@code aud}
 */
public record Issuer(URI keys, String name, String audience) {}
