package org.jamesdesk.message.mime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class TnefTest {
    private final ContentReader reader = new ContentReader();
    private final ByteArrayOutputStream tnef = new ByteArrayOutputStream();

    private static ByteBuffer buffer(int length) {
        return ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    }

    private TnefTest begin() {
        tnef.writeBytes(buffer(6).putInt(0x223e9f78).putShort((short) 1).array());
        return this;
    }

    private TnefTest attribute(int level, int id, byte[] data) {
        tnef.writeBytes(buffer(data.length + 11)
                .put((byte) level)
                .putInt(id)
                .putInt(data.length)
                .put(data)
                .putShort((short) 0)
                .array());
        return this;
    }

    private static byte[] properties(byte[]... properties) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(buffer(4).putInt(properties.length).array());
        for (byte[] property : properties) {
            all.writeBytes(property);
        }
        return all.toByteArray();
    }

    private static byte[] property(int type, int id, byte[] value) {
        int padded = value.length + 3 & ~3;
        return buffer(12 + padded)
                .putShort((short) type)
                .putShort((short) id)
                .putInt(1)
                .putInt(value.length)
                .put(value)
                .array();
    }

    private static byte[] number(int id, int value) {
        return buffer(8).putShort((short) 3).putShort((short) id).putInt(value).array();
    }

    private static byte[] named() {
        ByteBuffer property = buffer(4 + 16 + 4 + 4 + 8 + 4);
        property.putShort((short) 3)
                .putShort((short) 0x8001)
                .put(new byte[16])
                .putInt(1)
                .putInt(6);
        return property.put("abc\0\0\0".getBytes(StandardCharsets.US_ASCII))
                .put(new byte[2])
                .putInt(7)
                .array();
    }

    private static byte[] unicode(String text) {
        return (text + "\0").getBytes(StandardCharsets.UTF_16LE);
    }

    private RawMessage mail(String body) {
        ByteArrayOutputStream mail = new ByteArrayOutputStream();
        mail.writeBytes(("From: a@x.example\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\n" + body
                        + "\r\n--b\r\nContent-Type: application/ms-tnef; name=winmail.dat\r\nContent-Transfer-Encoding: base64\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
        mail.writeBytes(Base64.getMimeEncoder().encode(tnef.toByteArray()));
        mail.writeBytes("\r\n--b\r\nContent-Type: image/png; name=last.png\r\n\r\nlast\r\n--b--\r\n"
                .getBytes(StandardCharsets.US_ASCII));
        return RawMessage.of(mail.toByteArray());
    }

    private String copied(RawMessage raw, int number) throws IOException {
        ByteArrayOutputStream copy = new ByteArrayOutputStream();
        assertThat(reader.copyAttachment(raw, number, copy)).isTrue();
        return copy.toString(StandardCharsets.UTF_8);
    }

    private TnefTest withTwoFiles() {
        return begin().attribute(1, 0x9007, buffer(8).putInt(1252).array())
                .attribute(2, 0x9002, new byte[14])
                .attribute(2, 0x800f, "first file".getBytes(StandardCharsets.UTF_8))
                .attribute(2, 0x8010, "SHORT~1.PDF\0".getBytes(StandardCharsets.US_ASCII))
                .attribute(
                        2,
                        0x9005,
                        properties(
                                number(0x3705, 1),
                                named(),
                                property(0x1f, 0x3707, unicode("Größe.pdf")),
                                property(0x1e, 0x370e, "application/pdf\0".getBytes(StandardCharsets.US_ASCII))))
                .attribute(2, 0x9002, new byte[14])
                .attribute(2, 0x8010, "b.txt\0".getBytes(StandardCharsets.US_ASCII))
                .attribute(2, 0x800f, "second".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void shouldListAndCopyTheFiles() throws IOException {
        RawMessage raw = withTwoFiles().mail("hello");
        MailContent content = reader.read(raw);

        assertThat(content.text()).isEqualTo("hello");
        assertThat(content.attachments())
                .extracting(Attachment::number, Attachment::name, Attachment::type, Attachment::size)
                .containsExactly(
                        tuple(1, "winmail.dat", "application/ms-tnef", (long) tnef.size()),
                        tuple(2, "Größe.pdf", "application/pdf", 10L),
                        tuple(3, "b.txt", "application/octet-stream", 6L),
                        tuple(4, "last.png", "image/png", 4L));
        assertThat(copied(raw, 2)).isEqualTo("first file");
        assertThat(copied(raw, 3)).isEqualTo("second");
        assertThat(copied(raw, 4)).isEqualTo("last");
        assertThat(content.problems()).isEmpty();
    }

    @Test
    void shouldReadTheBodyWhenTheMailHasNoOther() {
        RawMessage raw = begin().attribute(1, 0x9007, buffer(8).putInt(1251).array())
                .attribute(1, 0x800c, "Привет\0".getBytes(Charset.forName("windows-1251")))
                .attribute(
                        1,
                        0x9003,
                        properties(
                                number(0x3fde, 65001),
                                property(0x102, 0x1013, "<p>Привет</p>".getBytes(StandardCharsets.UTF_8))))
                .mail("");
        MailContent content = reader.read(raw);

        assertThat(content.text()).isEqualTo("Привет");
        assertThat(content.bodies()).anySatisfy(body -> assertThat(body.html()).contains("<p>Привет</p>"));
    }

    @Test
    void shouldKeepWhatCanBeReadWhenTheStreamIsCutOff() throws IOException {
        withTwoFiles();
        byte[] cut = Arrays.copyOf(tnef.toByteArray(), tnef.size() - 8);
        tnef.reset();
        tnef.writeBytes(cut);
        MailContent content = reader.read(mail("hello"));

        assertThat(content.attachments())
                .extracting(Attachment::name)
                .containsExactly("winmail.dat", "Größe.pdf", "b.txt", "last.png");
        assertThat(content.problems()).containsExactly("A TNEF attachment is broken");
    }

    /** The example of MS-OXRTFCP section 3.1.1. */
    @Test
    void shouldExpandCompressedRtf() {
        byte[] compressed = HexFormat.of()
                .parseHex(
                        "2d0000002b0000004c5a4675f1c5c7a703000a007263706731323542320af32068656c090020627705b06c647d0a800fa0");

        assertThat(new String(CompressedRtf.expanded(compressed), StandardCharsets.US_ASCII))
                .isEqualTo("{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n");
    }

    @Test
    void shouldReadTheTextOfRtf() {
        RtfText rtf = RtfText.of(
                ("{\\rtf1\\ansi\\ansicpg1252{\\fonttbl{\\f0 Arial;}}{\\*\\generator x;}\\f0 Gr\\'fc\\'dfe\\par "
                                + "\\u8364? {\\b fett}\\tab \\{x\\}\r\n{\\pict 0102}ende}")
                        .getBytes(StandardCharsets.US_ASCII));

        assertThat(rtf).isEqualTo(new RtfText("Grüße\n€ fett\t{x}ende", false));
    }

    @Test
    void shouldReadTheHtmlThatRtfCarries() {
        RtfText rtf =
                RtfText.of(("{\\rtf1\\ansi\\ansicpg1252\\fromhtml1 {\\*\\htmltag64 <p>}\\htmlrtf {\\htmlrtf0 Hallo "
                                + "{\\*\\htmltag84 <b>}\\htmlrtf \\b\\htmlrtf0 Welt{\\*\\htmltag92 </b>}\\htmlrtf\\par}\\htmlrtf0 {\\*\\htmltag72 </p>}}")
                        .getBytes(StandardCharsets.US_ASCII));

        assertThat(rtf).isEqualTo(new RtfText("<p>Hallo <b>Welt</b></p>", true));
    }
}
