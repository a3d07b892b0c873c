package org.jamesdesk.message.mime;

import java.io.IOException;

/** A list of MAPI properties as it stands in TNEF (MS-OXTNEF section 2.1.3.4). */
final class MapiProperties {
    static final int BODY = 0x1000;
    static final int RTF_COMPRESSED = 0x1009;
    static final int BODY_HTML = 0x1013;
    static final int DISPLAY_NAME = 0x3001;
    static final int ATTACH_DATA = 0x3701;
    static final int ATTACH_FILENAME = 0x3704;
    static final int ATTACH_LONG_FILENAME = 0x3707;
    static final int ATTACH_MIME_TAG = 0x370e;
    static final int INTERNET_CODE_PAGE = 0x3fde;

    static final int OBJECT = 0x000d;
    static final int STRING = 0x001e;
    static final int UNICODE = 0x001f;
    static final int BINARY = 0x0102;
    static final int GUID_LENGTH = 16;

    private static final int MULTIPLE = 0x1000;
    private static final int NAMED = 0x8000;
    private static final int MAX_PROPERTIES = 10_000;
    private static final int MAX_VALUES = 100_000;

    /** Hears of each value. */
    interface Listener {
        void property(int property, int type, LittleEndianInput value) throws IOException;
    }

    private final LittleEndianInput in;

    MapiProperties(LittleEndianInput in) {
        this.in = in;
    }

    /** Reads as far as the list can be understood. */
    void read(Listener listener) throws IOException {
        int count = Math.min(in.int32(), MAX_PROPERTIES);
        for (int i = 0; i < count && in.left() > 0; i++) {
            int type = in.int16();
            int property = in.int16();
            if (property >= NAMED) {
                skipName();
            }
            if (!values(property, type, listener)) {
                return;
            }
        }
    }

    private void skipName() throws IOException {
        in.skip(GUID_LENGTH);
        boolean isText = in.int32() != 0;
        long number = in.int32() & 0xffffffffL;
        if (isText) {
            in.skip(padded(number));
        }
    }

    private boolean values(int property, int type, Listener listener) throws IOException {
        boolean multiple = (type & MULTIPLE) != 0;
        int single = type & ~MULTIPLE;
        int fixed = fixedLength(single);
        boolean variable = single == STRING || single == UNICODE || single == BINARY || single == OBJECT;
        if (fixed == 0 && !variable) {
            return false;
        }
        int values = multiple || variable ? in.int32() : 1;
        if (values < 0 || values > MAX_VALUES) {
            return false;
        }
        for (int i = 0; i < values && in.left() > 0; i++) {
            long length = variable ? in.int32() & 0xffffffffL : fixed;
            LittleEndianInput value = in.part(length);
            listener.property(property, single, value);
            value.skipRest();
            in.skip(padded(length) - length);
        }
        return true;
    }

    private static long padded(long length) {
        return length + 3 & ~3L;
    }

    /** In bytes, padding included; 0 when the type is unknown or has no fixed length. */
    private static int fixedLength(int type) {
        return switch (type) {
            case 0x0002, 0x0003, 0x0004, 0x000a, 0x000b -> 4;
            case 0x0005, 0x0006, 0x0007, 0x0014, 0x0040 -> 8;
            case 0x0048 -> GUID_LENGTH;
            default -> 0;
        };
    }
}
