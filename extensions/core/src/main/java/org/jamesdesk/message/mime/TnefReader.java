package org.jamesdesk.message.mime;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Reads a TNEF stream ({@code winmail.dat}; MS-OXTNEF) front to back in constant memory: the files in it and the body. What
 * else it holds (meeting requests, properties of Outlook) is passed over.
 */
final class TnefReader {
    private static final int SIGNATURE = 0x223e9f78;
    private static final int LEVEL_MESSAGE = 1;
    private static final int LEVEL_ATTACHMENT = 2;

    private static final int ATT_BODY = 0x800c;
    private static final int ATT_MESSAGE_PROPERTIES = 0x9003;
    private static final int ATT_CODE_PAGE = 0x9007;
    private static final int ATT_FILE_BEGINS = 0x9002;
    private static final int ATT_FILE_DATA = 0x800f;
    private static final int ATT_FILE_TITLE = 0x8010;
    private static final int ATT_FILE_PROPERTIES = 0x9005;

    private static final int MAX_NAME = 2_048;

    /** The body comes as plain text, as HTML and as RTF at most. */
    private static final int MAX_TEXTS = 3;

    /** Hears what is in the stream. */
    interface Listener {
        /** A file begins; what is written to the stream is its content. */
        OutputStream beginFile();

        /** The file that began last has ended. */
        void endFile(Optional<String> name, Optional<String> type) throws IOException;

        /** The body of the mail; may come several times, in several forms. */
        void text(String text, boolean isHtml);
    }

    private final LittleEndianInput in;
    private final Listener listener;
    private String codePage = "windows-1252";
    private String htmlCodePage = "windows-1252";

    private Optional<OutputStream> file = Optional.empty();
    private int texts;
    private boolean hasData;
    private Optional<String> title = Optional.empty();
    private Optional<String> longName = Optional.empty();
    private Optional<String> type = Optional.empty();

    TnefReader(InputStream in, Listener listener) {
        this.in = new LittleEndianInput(in);
        this.listener = listener;
    }

    /** Reads all of it; false when it is no TNEF or ends in its middle. What was read before was told. */
    boolean read() throws IOException {
        try {
            if (in.int32() != SIGNATURE) {
                return false;
            }
            in.int16();
            for (int level = in.next(); level == LEVEL_MESSAGE || level == LEVEL_ATTACHMENT; level = in.next()) {
                int id = in.int32() & 0xffff;
                LittleEndianInput data = in.part(in.int32() & 0xffffffffL);
                attribute(level, id, data);
                data.skipRest();
                in.int16();
            }
            return true;
        } catch (EOFException e) {
            return false;
        } finally {
            endFile();
        }
    }

    private void attribute(int level, int id, LittleEndianInput data) throws IOException {
        switch (id) {
            case ATT_CODE_PAGE -> {
                if (data.left() >= 4) {
                    codePage = "cp" + data.int32();
                }
            }
            case ATT_BODY -> text(data.rest(ContentReader.MAX_TEXT), codePage, false);
            case ATT_FILE_BEGINS -> {
                endFile();
                file();
            }
            case ATT_FILE_TITLE -> {
                file();
                title = name(data, codePage);
            }
            case ATT_FILE_DATA -> {
                OutputStream target = file();
                hasData = true;
                data.copyTo(target);
            }
            case ATT_FILE_PROPERTIES -> {
                file();
                new MapiProperties(data).read(this::fileProperty);
            }
            case ATT_MESSAGE_PROPERTIES -> {
                if (level == LEVEL_MESSAGE) {
                    new MapiProperties(data).read(this::messageProperty);
                }
            }
            default -> {}
        }
    }

    private OutputStream file() {
        OutputStream target = file.orElseGet(listener::beginFile);
        file = Optional.of(target);
        return target;
    }

    private void endFile() throws IOException {
        if (file.isPresent()) {
            listener.endFile(longName.or(() -> title), type);
        }
        file = Optional.empty();
        hasData = false;
        title = Optional.empty();
        longName = Optional.empty();
        type = Optional.empty();
    }

    private void fileProperty(int property, int propertyType, LittleEndianInput value) throws IOException {
        switch (property) {
            case MapiProperties.ATTACH_LONG_FILENAME -> longName = name(value, charset(propertyType));
            case MapiProperties.ATTACH_FILENAME, MapiProperties.DISPLAY_NAME -> {
                Optional<String> name = name(value, charset(propertyType));
                title = title.or(() -> name);
            }
            case MapiProperties.ATTACH_MIME_TAG -> type = name(value, charset(propertyType))
                    .map(name -> HeaderParameters.of(name).main())
                    .filter(name -> name.indexOf('/') > 0);
            case MapiProperties.ATTACH_DATA -> {
                if (!hasData) {
                    // An attached mail of Outlook is a TNEF stream again; what stands before it is its interface.
                    if (propertyType == MapiProperties.OBJECT) {
                        value.skip(MapiProperties.GUID_LENGTH);
                        type = Optional.of("application/ms-tnef");
                    }
                    hasData = true;
                    value.copyTo(file());
                }
            }
            default -> {}
        }
    }

    private void messageProperty(int property, int propertyType, LittleEndianInput value) throws IOException {
        switch (property) {
            case MapiProperties.INTERNET_CODE_PAGE -> htmlCodePage = "cp" + value.int32();
            case MapiProperties.BODY -> text(value.rest(ContentReader.MAX_TEXT), charset(propertyType), false);
            case MapiProperties.BODY_HTML -> text(
                    value.rest(ContentReader.MAX_TEXT),
                    propertyType == MapiProperties.BINARY ? htmlCodePage : charset(propertyType),
                    true);
            case MapiProperties.RTF_COMPRESSED -> {
                if (texts >= MAX_TEXTS) {
                    return;
                }
                texts++;
                RtfText rtf = RtfText.of(CompressedRtf.expanded(value.rest(ContentReader.MAX_TEXT)));
                listener.text(rtf.text(), rtf.isHtml());
            }
            default -> {}
        }
    }

    private String charset(int propertyType) {
        return propertyType == MapiProperties.UNICODE ? "UTF-16LE" : codePage;
    }

    private static Optional<String> name(LittleEndianInput value, String charset) throws IOException {
        return Optional.of(HeaderText.oneLine(decoded(value.rest(MAX_NAME), charset)))
                .filter(name -> !name.isEmpty());
    }

    private void text(byte[] bytes, String charset, boolean isHtml) {
        String text = texts < MAX_TEXTS ? decoded(bytes, charset) : "";
        if (!text.isBlank()) {
            texts++;
            listener.text(text, isHtml);
        }
    }

    private static String decoded(byte[] bytes, String charset) {
        return charset.equals("UTF-16LE")
                ? Windows1252.clean(new String(bytes, StandardCharsets.UTF_16LE))
                : TextDecoder.declared(bytes, Optional.of(charset));
    }
}
