package org.jamesdesk.message.authentication;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OrganizationalDomainTest {
    @ParameterizedTest
    @CsvSource({
        "zylker.com, zylker.com",
        "mail.Zylker.COM, zylker.com",
        "a.b.zylker.com., zylker.com",
        "loja.zylker.com.br, zylker.com.br",
        "www.zylker.co.uk, zylker.co.uk",
        // A public suffix is nobody's; it is only itself.
        "com.br, com.br",
        "com, com",
        // Wildcard and exception rules.
        "a.b.c.ck, b.c.ck",
        "x.www.ck, www.ck",
        // The private section: two users of one host are two organisations.
        "one.github.io, one.github.io",
        // An unknown top-level domain is a public suffix.
        "mail.kunde.example, kunde.example",
        "食狮.公司.cn, xn--85x722f.xn--55qx5d.cn",
        "192.0.2.1, 192.0.2.1",
        "[192.0.2.1], [192.0.2.1]",
        "localhost, localhost",
    })
    void shouldGoOneLabelBeyondThePublicSuffix(String domain, String expected) {
        assertThat(OrganizationalDomain.of(domain)).isEqualTo(expected);
    }

    @Test
    void shouldTellStrangersApart() {
        assertThat(OrganizationalDomain.same("bounce.zylker.com.br", "zylker.com.br"))
                .isTrue();
        assertThat(OrganizationalDomain.same("zylker.com.br", "kunde.com.br")).isFalse();
        assertThat(OrganizationalDomain.same("one.github.io", "other.github.io"))
                .isFalse();
        assertThat(OrganizationalDomain.same("", "")).isFalse();
    }

    @Test
    void shouldNotChokeWhenADomainIsNone() {
        assertThat(OrganizationalDomain.of("")).isEmpty();
        assertThat(OrganizationalDomain.of("..")).isNotNull();
        assertThat(OrganizationalDomain.of("ü".repeat(300) + ".example")).isNotNull();
        assertThat(OrganizationalDomain.of("a.".repeat(5_000))).isNotNull();
    }
}
