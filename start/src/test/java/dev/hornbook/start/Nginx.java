package dev.hornbook.start;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The installed nginx, which ends TLS before a Hornbook and asks it from an address of its own: 127.0.0.2. */
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
                                 server {
                                   listen 127.0.0.1:%2$d ssl;
                                   ssl_certificate %3$s/server.crt;
                                   ssl_certificate_key %3$s/server.key;
                                   location / {
                                     proxy_pass http://127.0.0.1:%4$d;
                                     proxy_bind %5$s;
                                     proxy_http_version 1.1;
                                     proxy_set_header Host $http_host;
                                     proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
                                   }
                                 }
                               }
                               """.formatted(directory, port, certificates, hornbook, ADDRESS);
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
