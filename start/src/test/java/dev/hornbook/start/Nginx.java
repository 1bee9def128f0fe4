package dev.hornbook.start;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The installed nginx: it ends TLS before a Hornbook and asks it from an address of its own, 127.0.0.2, or asks two by turns. */
final class Nginx implements AutoCloseable {
    static final String ADDRESS = "127.0.0.2";

    private final Process process;

    private Nginx(Process process) {
        this.process = process;
    }

    /**
     * Stands before a Hornbook.
     *
     * @param hornbook the port where it listens
     * @param port where readers ask
     * @param certificates a folder with {@code server.crt} and {@code server.key}
     */
    static Nginx before(int hornbook, int port, Path certificates, Path directory) {
        return start(directory, """
                                server {
                                  listen 127.0.0.1:%1$d ssl;
                                  ssl_certificate %2$s/server.crt;
                                  ssl_certificate_key %2$s/server.key;
                                  location / {
                                    proxy_pass http://127.0.0.1:%3$d;
                                    proxy_bind %4$s;
                                    proxy_http_version 1.1;
                                    proxy_set_header Host $http_host;
                                    proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
                                  }
                                }
                                """.formatted(port, certificates, hornbook, ADDRESS));
    }

    /** Stands before two, and asks them by turns; the other one, where one does not listen. */
    static Nginx beforeBoth(int one, int other, int port, Path directory) {
        return start(directory, """
                                upstream hornbooks {
                                  server 127.0.0.1:%d max_fails=0;
                                  server 127.0.0.1:%d max_fails=0;
                                }
                                server {
                                  listen 127.0.0.1:%d;
                                  location / {
                                    proxy_pass http://hornbooks;
                                    proxy_http_version 1.1;
                                    proxy_set_header Connection "";
                                    proxy_set_header Host $http_host;
                                    proxy_buffering off;
                                  }
                                }
                                """.formatted(one, other, port));
    }

    private static Nginx start(Path directory, String servers) {
        String configuration = """
                               pid %1$s/pid;
                               error_log stderr;
                               worker_processes 1;
                               events {}
                               http {
                                 access_log off;
                                 client_body_temp_path %1$s/body;
                                 proxy_temp_path %1$s/proxy;
                                 fastcgi_temp_path %1$s/fastcgi;
                                 uwsgi_temp_path %1$s/uwsgi;
                                 scgi_temp_path %1$s/scgi;
                                 %2$s
                               }
                               """.formatted(directory, servers);
        try {
            Path file = Files.writeString(directory.resolve("nginx.conf"), configuration);
            return new Nginx(new ProcessBuilder(program(), "-c", file.toString(), "-g", "daemon off;").inheritIO().start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String program() {
        return Stream.of("/usr/sbin/nginx", "/usr/local/sbin/nginx", "/opt/homebrew/bin/nginx")
                .filter(path -> Files.isExecutable(Path.of(path)))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("No nginx found: install it ('apt install nginx-light')."));
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
