package org.jamesdesk.configuration;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.util.function.Function;
import org.jamesdesk.address.EmailAddress;
import org.jamesdesk.department.DepartmentId;

/**
 * The JSON in which values are kept: fields as the records declare them, addresses and identifiers as texts, times in
 * ISO 8601, what is absent left out. Fields that this release does not know are passed over: a newer node may have written
 * them.
 */
public final class ConfigurationJson {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new Jdk8Module())
            .addModule(new JavaTimeModule())
            .addModule(new SimpleModule("desk")
                    .addSerializer(new AsText<>(EmailAddress.class, EmailAddress::asString))
                    .addDeserializer(EmailAddress.class, new FromText<>(EmailAddress.class, EmailAddress::parse))
                    .addSerializer(new AsText<>(DepartmentId.class, DepartmentId::value))
                    .addDeserializer(DepartmentId.class, new FromText<>(DepartmentId.class, DepartmentId::new)))
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            // A record is its fields, whatever else it can be asked.
            .visibility(PropertyAccessor.ALL, JsonAutoDetect.Visibility.NONE)
            .visibility(PropertyAccessor.FIELD, JsonAutoDetect.Visibility.ANY)
            .visibility(PropertyAccessor.CREATOR, JsonAutoDetect.Visibility.ANY)
            .serializationInclusion(JsonInclude.Include.NON_ABSENT)
            .build();

    private ConfigurationJson() {}

    /** A set of changes as one text. */
    public static String write(ChangeSet changes) {
        return written(changes);
    }

    /**
     * The inverse of {@link #write(ChangeSet)}.
     *
     * @throws IllegalStateException when the text is something else
     */
    public static ChangeSet readChangeSet(String text) {
        try {
            return JSON.readValue(text, ChangeSet.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a record of changes as it is kept cannot be read", e);
        }
    }

    static <T> String written(T value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(value.getClass().getSimpleName() + " cannot be kept as JSON", e);
        }
    }

    static <T> T read(Kind<T> kind, Entry entry) {
        try {
            return JSON.readValue(entry.body(), kind.type());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the " + kind + " '" + entry.key() + "' as it is kept cannot be read", e);
        }
    }

    private static final class AsText<T> extends StdSerializer<T> {
        private static final long serialVersionUID = 1L;

        private final transient Function<T, String> text;

        AsText(Class<T> type, Function<T, String> text) {
            super(type);
            this.text = text;
        }

        @Override
        public void serialize(T value, JsonGenerator json, SerializerProvider provider) throws IOException {
            json.writeString(text.apply(value));
        }
    }

    private static final class FromText<T> extends StdDeserializer<T> {
        private static final long serialVersionUID = 1L;

        private final transient Function<String, T> parse;

        FromText(Class<T> type, Function<String, T> parse) {
            super(type);
            this.parse = parse;
        }

        @Override
        public T deserialize(JsonParser json, DeserializationContext context) throws IOException {
            return parse.apply(json.getText());
        }
    }
}
