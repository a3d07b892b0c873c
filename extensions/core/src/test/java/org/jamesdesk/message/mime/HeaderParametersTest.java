package org.jamesdesk.message.mime;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HeaderParametersTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "attachment; filename=a.pdf | a.pdf",
                "attachment; filename=\"a; b.pdf\" | a; b.pdf",
                "attachment; filename=my file.pdf | my file.pdf",
                "attachment; filename=\"a \\\"b\\\".pdf\" | a \"b\".pdf",
                "attachment; filename=\"C:\\temp\\a.pdf\" | C:\\temp\\a.pdf",
                "attachment; filename=\"open.pdf | open.pdf",
                "attachment; filename=\"open.pdf; size=12 | open.pdf",
                "attachment filename=a.pdf | a.pdf",
                "attachment; FileName = \"a.pdf\" ; size=3 | a.pdf",
                // RFC 2231
                "attachment; filename*=utf-8''Rechnung%20%C3%BC.pdf | Rechnung ü.pdf",
                "attachment; filename*=iso-8859-1'de'Gr%FC%DFe.pdf | Grüße.pdf",
                "attachment; filename*0=\"long \"; filename*1=\"name.pdf\" | long name.pdf",
                "attachment; filename*1*=%A9.pdf; filename*0*=utf-8''caf%C3 | café.pdf",
                "attachment; filename*0*=utf-8''a%20; filename*1=\"b%20.pdf\" | a b%20.pdf",
                "attachment; filename=plain.pdf; filename*=utf-8''b%C3%A9.pdf | bé.pdf",
                // broken ones
                "attachment; filename*=\"utf-8''b%C3%A9.pdf\" | bé.pdf",
                "attachment; filename*=b%C3%A9.pdf | bé.pdf",
                "attachment; filename*=utf-8''100%.pdf | 100%.pdf",
                "attachment; filename*=x-nonsense''b%C3%A9.pdf | bé.pdf",
                "attachment; filename=utf-8''b%C3%A9.pdf | bé.pdf",
                "attachment; filename*=; filename=b.pdf | b.pdf",
                // RFC 2047 where it does not belong
                "attachment; filename=\"=?utf-8?Q?b=C3=A9.pdf?=\" | bé.pdf",
                "attachment; filename==?utf-8?B?YsOpLnBkZg==?= | bé.pdf",
                "attachment; filename*0=\"=?utf-8?Q?b=C3\"; filename*1=\"=A9.pdf?=\" | bé.pdf",
                "attachment; filename*=utf-8''%3D%3Futf-8%3FQ%3Fb%3DC3%3DA9.pdf%3F%3D | bé.pdf",
            })
    void shouldReadFileNamesAsTheyOccur(String written, String name) {
        HeaderParameters parameters = HeaderParameters.of(written);

        assertThat(parameters.main()).isEqualTo("attachment");
        assertThat(parameters.get("filename")).contains(name);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "text/plain; charset=utf-8 | utf-8",
                "Text/Plain charset=\"utf-8\" | utf-8",
                "text/plain; charset=\"utf-8\" format=flowed | utf-8",
                "text/plain; format=flowed charset=utf-8 | utf-8",
                "text/plain;; charset=utf-8; | utf-8",
                "text/plain (comment); charset=utf-8 | utf-8",
                "text/plain, charset=utf-8 | utf-8",
            })
    void shouldReadTypesAsTheyOccur(String written, String charset) {
        HeaderParameters parameters = HeaderParameters.of(written);

        assertThat(parameters.main()).isEqualTo("text/plain");
        assertThat(parameters.get("charset")).contains(charset);
    }

    @Test
    void shouldFindNothingWhenThereIsNothing() {
        assertThat(HeaderParameters.of("").get("name")).isEmpty();
        assertThat(HeaderParameters.of("text/plain; name=\"\"").get("name")).isEmpty();
        assertThat(HeaderParameters.of("; = ; *=x; **=y; name").get("name")).isEmpty();
    }
}
