package org.jamesdesk.distribution.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MailInspectionTest {
    @TempDir
    private Path directory;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @Test
    void shouldWriteEveryDocumentedNameWhenMailIsOrdinary() throws IOException {
        String file = write(
                "plain.eml",
                """
                From: Anna <anna@shop.example>
                To: support@desk.example
                Subject: =?utf-8?q?Gr=C3=BC=C3=9Fe?=
                Message-ID: <1@shop.example>
                References: <0@shop.example>
                Date: Mon, 5 Jan 2026 09:15:00 +0100

                Hello
                """);

        assertThat(new MailInspection(out).inspect(List.of(file))).isTrue();

        JsonNode json = lines().get(0);
        assertThat(names(json))
                .containsExactlyInAnyOrder(
                        "file",
                        "messageId",
                        "kind",
                        "automatic",
                        "answerable",
                        "from",
                        "replyTo",
                        "to",
                        "cc",
                        "subject",
                        "date",
                        "text",
                        "newText",
                        "attachments",
                        "deliveryReports",
                        "forwarded",
                        "confirmation",
                        "authentication",
                        "references",
                        "ticketNumbers",
                        "problems");
        assertThat(json.path("subject").asText()).isEqualTo("Gr\u00fc\u00dfe");
        assertThat(json.path("from").path("address").asText()).isEqualTo("anna@shop.example");
        assertThat(json.path("date").asText()).isEqualTo("2026-01-05T08:15:00Z");
        assertThat(json.path("references").get(0).asText()).isEqualTo("0@shop.example");
        assertThat(json.path("forwarded").isNull()).isTrue();
    }

    @Test
    void shouldGoOnAndReportFailureWhenAFileCannotBeRead() throws IOException {
        String file = write("plain.eml", "Subject: x\n\ny\n");

        boolean allRead = new MailInspection(out)
                .inspect(List.of(directory.resolve("absent").toString(), directory.toString(), "a\0b", file));

        assertThat(allRead).isFalse();
        List<JsonNode> lines = lines();
        assertThat(lines).hasSize(4);
        assertThat(lines.get(0).path("problems").get(0).asText()).isEqualTo("no such file");
        assertThat(lines.get(1).path("problems").get(0).asText()).isEqualTo("a directory, not a file");
        assertThat(lines.get(2).path("problems")).isNotEmpty();
        assertThat(lines.get(3).path("subject").asText()).isEqualTo("x");
    }

    @Test
    void shouldWriteOneLineEachWhenMailsAreNoise() throws IOException {
        List<String> files = new ArrayList<>();
        for (int seed = 0; seed < 50; seed++) {
            byte[] noise = new byte[2_000];
            new Random(seed).nextBytes(noise);
            Path file = directory.resolve(seed + ".eml");
            Files.write(file, noise);
            files.add(file.toString());
        }

        assertThat(new MailInspection(out).inspect(files)).isTrue();

        assertThat(lines()).hasSize(50);
    }

    @Test
    void shouldWriteReplacementWhenTextHasHalfASurrogatePair() throws IOException {
        String file = write("half.eml", "Subject: x\nContent-Type: text/html; charset=utf-8\n\n<p>a&#xD800;b</p>\n");

        new MailInspection(out).inspect(List.of(file));

        assertThat(lines().get(0).path("text").asText()).startsWith("a").endsWith("b");
    }

    private String write(String name, String mail) throws IOException {
        Path file = directory.resolve(name);
        Files.write(file, mail.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8));
        return file.toString();
    }

    private List<JsonNode> lines() throws IOException {
        List<JsonNode> lines = new ArrayList<>();
        for (String line : out.toString(StandardCharsets.UTF_8).split("\n")) {
            lines.add(new ObjectMapper().readTree(line));
        }
        return lines;
    }

    private static List<String> names(JsonNode json) {
        List<String> names = new ArrayList<>();
        json.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
