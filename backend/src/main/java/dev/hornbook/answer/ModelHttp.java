package dev.hornbook.answer;

import dev.langchain4j.exception.HttpException;
import dev.langchain4j.exception.TimeoutException;
import dev.langchain4j.exception.UnresolvedModelServerException;
import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.http.client.HttpRequest;
import dev.langchain4j.http.client.SuccessfulHttpResponse;
import dev.langchain4j.http.client.sse.ServerSentEventListener;
import dev.langchain4j.http.client.sse.ServerSentEventParser;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serial;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/**
 * HTTP with a model's server, all of it on the caller's thread. The library's own client loses a refusal's headers, and with
 * them when it is worth asking again.
 */
final class ModelHttp implements dev.langchain4j.http.client.HttpClient {
    /** A refusal's words are for a log at most. */
    private static final int MOST_OF_A_REFUSAL = 8_192;

    private final HttpClient client;
    private final Duration firstByte;

    private ModelHttp(Duration connect, Duration firstByte) {
        // A model on the same machine speaks HTTP/1.1 and stumbles over the offer to upgrade.
        this.client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(connect).build();
        this.firstByte = firstByte;
    }

    /** A refusal that says when to come back, if it does. */
    static final class Refused extends HttpException {
        @Serial
        private static final long serialVersionUID = 1;

        private final transient Optional<Duration> retryAfter;

        Refused(int status, String body, Optional<Duration> retryAfter) {
            super(status, body);
            this.retryAfter = retryAfter;
        }

        Optional<Duration> retryAfter() {
            return retryAfter;
        }
    }

    @Override
    public SuccessfulHttpResponse execute(HttpRequest request) {
        try (InputStream body = open(request).body()) {
            return SuccessfulHttpResponse.builder().statusCode(200).body(new String(body.readAllBytes(), StandardCharsets.UTF_8)).build();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void execute(HttpRequest request, ServerSentEventParser parser, ServerSentEventListener listener) {
        try {
            HttpResponse<InputStream> response = open(request);
            try (InputStream body = response.body()) {
                listener.onOpen(
                        SuccessfulHttpResponse.builder().statusCode(response.statusCode()).headers(response.headers().map()).build());
                parser.parse(body, listener);
                listener.onClose();
            }
        } catch (HttpConnectTimeoutException e) {
            listener.onError(new UnresolvedModelServerException(e));
        } catch (HttpTimeoutException e) {
            listener.onError(new TimeoutException(e));
        } catch (IOException | HttpException e) {
            listener.onError(e);
        }
    }

    private HttpResponse<InputStream> open(HttpRequest request) throws IOException {
        java.net.http.HttpRequest.Builder sent = java.net.http.HttpRequest.newBuilder(URI.create(request.url())).timeout(firstByte)
                .method(request.method().name(), java.net.http.HttpRequest.BodyPublishers.ofString(request.body()));
        request.headers().forEach((name, values) -> values.forEach(value -> sent.header(name, value)));
        HttpResponse<InputStream> response;
        try {
            response = client.send(sent.build(), HttpResponse.BodyHandlers.ofInputStream());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
        if (response.statusCode() / 100 != 2) {
            try (InputStream body = response.body()) {
                throw new Refused(response.statusCode(), new String(body.readNBytes(MOST_OF_A_REFUSAL), StandardCharsets.UTF_8),
                        retryAfter(response));
            }
        }
        return response;
    }

    /** In seconds; a date instead is as good as nothing where clocks differ. */
    private static Optional<Duration> retryAfter(HttpResponse<?> response) {
        return response.headers().firstValue("Retry-After").filter(value -> value.matches("\\d{1,7}"))
                .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)));
    }

    /** Makes the client that {@link dev.langchain4j.model.openai.OpenAiStreamingChatModel} asks for. */
    static final class Builder implements HttpClientBuilder {
        private Duration connect;
        private Duration read;

        Builder(Duration connect, Duration read) {
            this.connect = connect;
            this.read = read;
        }

        @Override
        public Duration connectTimeout() {
            return connect;
        }

        @Override
        public HttpClientBuilder connectTimeout(Duration timeout) {
            connect = timeout;
            return this;
        }

        @Override
        public Duration readTimeout() {
            return read;
        }

        @Override
        public HttpClientBuilder readTimeout(Duration timeout) {
            read = timeout;
            return this;
        }

        @Override
        public dev.langchain4j.http.client.HttpClient build() {
            return new ModelHttp(connect, read);
        }
    }
}
