package org.jamesdesk.message.mime;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Turns bytes of unsure or wrongly named character sets into text. Never fails: some reading is always given. */
final class TextDecoder {
    private static final Charset ISO_2022_JP = Charset.forName("x-windows-iso2022jp");
    private static final byte ESCAPE = 0x1b;

    private TextDecoder() {}

    /** Bytes without a declared character set. */
    static String undeclared(byte[] bytes) {
        return undeclared(bytes, Optional.empty());
    }

    /**
     * Bytes without a declared character set: UTF-8 if they are valid UTF-8, else the likely one, else Windows-1252.
     *
     * @param likely the name of the character set that is used nearby
     */
    static String undeclared(byte[] bytes, Optional<String> likely) {
        if (isAscii(bytes)) {
            return Windows1252.clean(
                    switchesToJapanese(bytes)
                            ? new String(bytes, ISO_2022_JP)
                            : new String(bytes, StandardCharsets.ISO_8859_1));
        }
        return Windows1252.clean(Utf8.strict(bytes)
                .map(Utf8::undoSecondEncoding)
                .or(() -> likely.flatMap(CharacterSets::named)
                        .filter(encoding -> !encoding.isUtf8() && !encoding.isWide())
                        .flatMap(encoding -> encoding.strict().apply(bytes)))
                .orElseGet(() -> Utf8.mixedWithWindows1252(bytes)));
    }

    /** Bytes with a declared character set, which may be unknown, a lie or an understatement. */
    static String declared(byte[] bytes, Optional<String> name) {
        Optional<String> marked = byteOrderMark(bytes);
        if (marked.isPresent()) {
            return Windows1252.clean(marked.get());
        }
        Optional<TextEncoding> encoding = name.flatMap(CharacterSets::named);
        if (encoding.isEmpty()) {
            return undeclared(bytes);
        }
        return Windows1252.clean(declared(bytes, encoding.get()));
    }

    private static String declared(byte[] bytes, TextEncoding encoding) {
        if (encoding.isWide()) {
            return hasNul(bytes) || !isAscii(bytes) ? encoding.lenient().apply(bytes) : undeclared(bytes);
        }
        if (isAscii(bytes) && (encoding.isUtf8() || encoding.isNeverUtf8ByChance())) {
            return undeclared(bytes);
        }
        if (encoding.isUtf8()) {
            return Utf8.strict(bytes).map(Utf8::undoSecondEncoding).orElseGet(() -> Utf8.mixedWithWindows1252(bytes));
        }
        if (encoding.isNeverUtf8ByChance()) {
            return Utf8.strict(bytes).map(Utf8::undoSecondEncoding).orElseGet(() -> encoding.lenient()
                    .apply(bytes));
        }
        return encoding.strict().apply(bytes).or(() -> Utf8.strict(bytes)).orElseGet(() -> encoding.lenient()
                .apply(bytes));
    }

    private static Optional<String> byteOrderMark(byte[] bytes) {
        if (startsWith(bytes, 0xef, 0xbb, 0xbf)) {
            return Optional.of(Utf8.strict(bytes).orElseGet(() -> Utf8.mixedWithWindows1252(bytes)));
        }
        if (startsWith(bytes, 0xff, 0xfe) && hasNul(bytes)) {
            return Optional.of(new String(bytes, StandardCharsets.UTF_16LE));
        }
        if (startsWith(bytes, 0xfe, 0xff) && hasNul(bytes)) {
            return Optional.of(new String(bytes, StandardCharsets.UTF_16BE));
        }
        return Optional.empty();
    }

    private static boolean startsWith(byte[] bytes, int... prefix) {
        for (int i = 0; i < prefix.length; i++) {
            if (i >= bytes.length || (bytes[i] & 0xff) != prefix[i]) {
                return false;
            }
        }
        return true;
    }

    private static boolean hasNul(byte[] bytes) {
        for (byte b : bytes) {
            if (b == 0) {
                return true;
            }
        }
        return false;
    }

    /** Whether there is an escape sequence of ISO-2022-JP (RFC 1468) to a set of two bytes. */
    private static boolean switchesToJapanese(byte[] bytes) {
        for (int i = 0; i + 2 < bytes.length; i++) {
            if (bytes[i] == ESCAPE && bytes[i + 1] == '$' && (bytes[i + 2] == 'B' || bytes[i + 2] == '@')) {
                return true;
            }
        }
        return false;
    }

    static boolean isAscii(byte[] bytes) {
        for (byte b : bytes) {
            if (b < 0) {
                return false;
            }
        }
        return true;
    }
}
