package org.jamesdesk.message.mime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TransferEncodingTest {
    private static String decoded(TransferEncoding encoding, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        return new String(
                encoding.decoded(new ByteArrayInputStream(bytes)).readAllBytes(), StandardCharsets.ISO_8859_1);
    }

    @ParameterizedTest
    @CsvSource({
        "base64, BASE64",
        "' BASE64 ', BASE64",
        "base64 (really), BASE64",
        "base64;, BASE64",
        "base-64, BASE64",
        "quoted-printble, QUOTED_PRINTABLE",
        "Quoted Printable, QUOTED_PRINTABLE",
        "8bit, NONE",
        "7bits, NONE",
        "'', NONE",
        "x-uuencode, UUENCODE"
    })
    void shouldKnowTheEncodingThatIsMeant(String written, TransferEncoding meant) {
        assertThat(TransferEncoding.named(written)).contains(meant);
    }

    @Test
    void shouldNotGuessWhenTheEncodingIsUnknown() {
        assertThat(TransferEncoding.named("x-zip")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "aGVsbG8=, hello",
        "aGVsbG8, hello",
        "aGVs\\nbG8g\\r\\nd29y bGQ=, hello world",
        "aGVs*!bG8=, hello",
        "aGVsbG8=IHdvcmxk, hello world",
        "aGVsbG8====, hello",
        "aGVsbG8=\\n\\n-- \\nfooter of a list, hello",
        "aGVsbG8g\\n\\nThis is a footer, 'hello '",
        "aGVsb, hel",
        "=, ''",
        "'', ''"
    })
    void shouldDecodeBase64AsItOccurs(String encoded, String text) throws IOException {
        assertThat(decoded(TransferEncoding.BASE64, unescaped(encoded))).isEqualTo(text);
    }

    @Test
    void shouldDecodeWhatIsLongerThanABuffer() throws IOException {
        byte[] bytes = new byte[100_000];
        new Random(1).nextBytes(bytes);
        String expected = new String(bytes, StandardCharsets.ISO_8859_1);

        assertThat(decoded(TransferEncoding.BASE64, Base64.getMimeEncoder().encodeToString(bytes)))
                .isEqualTo(expected);
        assertThat(decoded(TransferEncoding.BASE64, Base64.getEncoder().encodeToString(bytes)))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "a=C3=A9b, a\u00c3\u00a9b",
        "a=c3b, a\u00c3b",
        "one=\\r\\ntwo, onetwo",
        "one= \\t\\r\\ntwo, onetwo",
        "one=\\ntwo, onetwo",
        "one  \\r\\ntwo, one\\r\\ntwo",
        "one=, one",
        "1+1=2, 1+1=2",
        "a=ZZb, a=ZZb",
        "a==3Db, a==b",
        "= x, = x",
        "a=3, a=3",
        "==, =",
    })
    void shouldDecodeQuotedPrintableAsItOccurs(String encoded, String text) throws IOException {
        assertThat(decoded(TransferEncoding.QUOTED_PRINTABLE, unescaped(encoded)))
                .isEqualTo(unescaped(text));
    }

    @Test
    void shouldDecodeUuencodedFiles() throws IOException {
        assertThat(decoded(TransferEncoding.UUENCODE, "text before\nbegin 644 a.txt\n#86)C\n`\nend\nbehind"))
                .isEqualTo("abc");
    }

    private static String unescaped(String text) {
        return text.replace("\\r", "\r").replace("\\n", "\n").replace("\\t", "\t");
    }
}
