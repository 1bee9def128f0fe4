package dev.hornbook.config;

import dev.hornbook.pool.KeepWarm;
import dev.hornbook.pool.NeonUrl;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Everything that was set, judged: all faults at once, before anything starts.
 *
 * @param database where the data lives; empty for the embedded database
 * @param migrate the login that owns the tables, where it is another one
 * @param neon how Neon is asked about the compute; empty where it is not
 * @param publicUrl the origin readers use; empty means the address the server listens on
 * @param trustedProxies whose word counts on where a request comes from
 * @param secret signs sessions; always there when {@code database} is
 * @param signUp who may make an account
 * @param host the address to listen on
 * @param port the port to listen on; 0 picks a free one
 * @param connectionsPerAddress the most connections that one client's address may hold
 * @param home the directory of the embedded database and the index
 * @param logForm what a line of the log looks like
 * @param poolSize the most connections to the database at once
 * @param keepWarm when the compute is kept awake although nobody asks
 * @param historyLimit the conversations kept for each reader
 * @param retention how long a conversation is kept in which nobody asks; empty for good
 * @param guests how long after their last visit guests are kept
 * @param operatorToken what the operator shows off loopback
 * @param mail where mail is handed over; empty where none is sent
 * @param tokenIssuer who else makes tokens that count
 * @param qdrant the Qdrant that finds passages; empty where Lucene does, in this process
 * @param model the model that writes answers; empty where answers quote the book
 * @param questions how many questions a day the model answers
 * @param warnings what is odd but does not stop anything, each a sentence
 */
public record Settings(
        Optional<NeonUrl> database,
        Optional<NeonUrl> migrate,
        Optional<NeonAccess> neon,
        Optional<URI> publicUrl,
        List<Network> trustedProxies,
        Optional<Secret> secret,
        SignUp signUp,
        String host,
        int port,
        int connectionsPerAddress,
        Path home,
        LogForm logForm,
        int poolSize,
        KeepWarm keepWarm,
        int historyLimit,
        Optional<Duration> retention,
        Duration guests,
        Optional<Secret> operatorToken,
        Optional<MailServer> mail,
        Optional<TokenIssuer> tokenIssuer,
        Optional<QdrantAddress> qdrant,
        Optional<ModelAddress> model,
        Questions questions,
        List<String> warnings) {

    /**
     * Where an OpenAI-compatible model is reached.
     *
     * @param base its address, up to and with {@code /v1}
     * @param key its key; empty for a local model that asks for none
     * @param name the model's name
     * @param answerTokens how long an answer of it may be, in tokens
     */
    public record ModelAddress(URI base, Optional<Secret> key, String name, int answerTokens) {}

    /**
     * Where Qdrant is reached, by gRPC.
     *
     * @param tls whether the way there is encrypted and the certificate verified; never without on another machine
     * @param key what it takes; empty where it asks for none
     */
    public record QdrantAddress(String host, int port, boolean tls, Optional<Secret> key) {
        /** Host and port, for people. */
        public String where() {
            return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
        }
    }

    /**
     * How Neon's API is asked.
     *
     * @param key the key it takes
     * @param project the project's id: lower-case letters, digits and hyphens
     */
    public record NeonAccess(Secret key, String project) {}

    /**
     * How many questions a model answers a day; 0 is none.
     *
     * @param perUser for each reader with an account
     * @param perGuest for each guest
     * @param perDay for all together
     */
    public record Questions(int perUser, int perGuest, int perDay) {}

    /**
     * Another issuer whose tokens count.
     *
     * @param keys where its keys are published
     * @param issuer what its tokens say in {@code iss}
     * @param audience what they say in {@code aud}
     */
    public record TokenIssuer(URI keys, String issuer, String audience) {}

    /** Whether readers are told no address but one on this machine. */
    public boolean onThisMachineAlone() {
        return publicUrl.map(url -> url.getHost().toLowerCase(Locale.ROOT)).filter(host -> !SettingsJudge.LOOPBACK.contains(host))
                .isEmpty();
    }

    /**
     * Judges an environment.
     *
     * @throws SettingsException with every fault at once, each saying what to change and none showing a secret
     */
    public static Settings of(Environment environment) {
        return new SettingsJudge(environment).settings();
    }
}
