package dev.hornbook.start;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.hornbook.start.Browser.named;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.APIRequestContext;
import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.RequestOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Readers come over https, through nginx, as on most networks. */
@Tag("browser")
class BehindAProxyTest {
    private static final String PASSWORD = "correct horse battery staple";

    private static String address;
    private static Hornbook hornbook;
    private static Nginx nginx;
    private static Browser browser;

    @BeforeAll
    static void open(@TempDir Path directory, @TempDir Path proxy) throws IOException {
        int port = FreePort.find();
        address = "https://localhost:" + port;
        int behind = FreePort.find();
        hornbook = Hornbook.start(directory, Map.of("HORNBOOK_URL", address, "HORNBOOK_TRUSTED_PROXIES", Nginx.ADDRESS),
                "serve", "--port", String.valueOf(behind));
        hornbook.says(address);
        nginx = Nginx.before(behind, port, directory.resolve(".hornbook/database"), proxy);
        browser = Browser.open();
    }

    @AfterAll
    static void close() {
        browser.close();
        nginx.close();
        hornbook.close();
    }

    @Test
    void aReaderSignsUpAndIsAnsweredAndTheSessionsCookieIsForHttpsAlone() {
        Page page = opened();
        page.getByRole(AriaRole.LIST, named("Questions to start with")).getByRole(AriaRole.BUTTON).first()
                .click();
        Browser.signUp(page, PASSWORD);
        assertThat(page.getByRole(AriaRole.LIST, named("Sources")).getByRole(AriaRole.LISTITEM).first())
                .isVisible();
        Cookie session = page.context().cookies().stream().filter(cookie -> cookie.name.endsWith("session_token")).findFirst()
                .orElseThrow();
        assertThat(session.name).isEqualTo("__Secure-better-auth.session_token");
        assertThat(session.secure).isTrue();
        assertThat(session.httpOnly).isTrue();
    }

    @Test
    void aSessionRemembersTheReadersOwnAddressWhateverItClaims() {
        APIRequestContext reader = opened().request();
        reader.post(address + "/api/auth/sign-up/email", from("203.0.113.9").setData(Map.of("name", "Bea", "email", "bea@example.org",
                "password", PASSWORD)));
        assertThat(reader.get(address + "/api/auth/get-session").text()).contains("\"ipAddress\":\"127.0.0.1\"");
    }

    @Test
    void wrongPasswordsAreCountedToTheReaderThatInventsANewAddressForEach() {
        APIRequestContext guesser = opened().request();
        int status = 0;
        for (int guess = 1; guess <= 10 && status != 429; guess++) {
            APIResponse response = guesser.post(address + "/api/auth/sign-in/email", from("203.0.113." + guess)
                    .setData(Map.of("email", "cid@example.org", "password", "wrong password")));
            status = response.status();
        }
        assertThat(status).isEqualTo(429);
    }

    private static RequestOptions from(String claimed) {
        return RequestOptions.create().setHeader("X-Forwarded-For", claimed).setHeader("Origin", address);
    }

    /** A reader's own page, with the proxy known to answer. */
    private static Page opened() {
        Page page = browser.readerOfAnUnknownCertificate();
        for (int attempt = 1;; attempt++) {
            try {
                page.navigate(address);
                return page;
            } catch (PlaywrightException e) {
                if (attempt == 50) {
                    throw e;
                }
                page.waitForTimeout(100);
            }
        }
    }
}
