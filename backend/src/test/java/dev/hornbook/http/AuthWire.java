package dev.hornbook.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/** Better Auth's wire, spoken to whichever server: a plain HTTP client that keeps no cookies and follows no redirects. */
abstract class AuthWire implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client = HttpClient.newHttpClient();

    /** Where the server listens. */
    abstract String origin();

    /** What it mailed, each as {@code mail address link}. */
    abstract BlockingQueue<String> mails();

    /** The next mail, once it is there. */
    String nextMail() {
        try {
            return Optional.ofNullable(mails().poll(10, TimeUnit.SECONDS)).orElseThrow(() -> new AssertionError("no mail within 10 s"));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    Answer get(String path, String... headers) {
        return send(request(path, headers).GET().build());
    }

    Answer post(String path, String json, String... headers) {
        return send(request(path, headers).header("content-type", "application/json").POST(BodyPublishers.ofString(json)).build());
    }

    Answer request(String method, String path, HttpRequest.BodyPublisher body, String... headers) {
        return send(request(path, headers).method(method, body).build());
    }

    /** Signs somebody new up. */
    Answer signUp(String email, String password) {
        return post("/sign-up/email", "{\"name\":\"Ann\",\"email\":\"%s\",\"password\":\"%s\"}".formatted(email, password));
    }

    Answer signIn(String email, String password, String... headers) {
        return post("/sign-in/email", "{\"email\":\"%s\",\"password\":\"%s\"}".formatted(email, password), headers);
    }

    private HttpRequest.Builder request(String path, String... headers) {
        HttpRequest.Builder builder = HttpRequest.newBuilder(URI.create(origin() + "/api/auth" + path));
        return headers.length == 0 ? builder : builder.headers(headers);
    }

    private Answer send(HttpRequest request) {
        try {
            return new Answer(client.send(request, BodyHandlers.ofString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        client.close();
    }

    /** What came back. */
    record Answer(HttpResponse<String> response) {

        int status() {
            return response.statusCode();
        }

        String body() {
            return response.body();
        }

        JsonNode json() {
            try {
                return JSON.readTree(response.body());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        Optional<String> header(String name) {
            return response.headers().firstValue(name);
        }

        List<String> setCookies() {
            return response.headers().allValues("set-cookie");
        }

        /** The same without what the session's own cookie tells, which changes with every answer. */
        List<String> plainCookies() {
            return setCookies().stream().filter(cookie -> !cookie.contains("session_data=")).toList();
        }

        /** The {@code Cookie} header a browser would send from now on. */
        String cookies() {
            return String.join("; ", setCookies().stream().map(cookie -> cookie.substring(0, cookie.indexOf(';'))).toList());
        }

        String token() {
            return json().path("token").asText();
        }
    }
}
