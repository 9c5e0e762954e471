package dev.migrate.autogenerate;

import dev.migrate.testsupport.DatabaseProduct;
import dev.migrate.testsupport.DatabaseTest;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.UUID;
import org.springframework.core.convert.converter.Converter;
import org.springframework.data.convert.ReadingConverter;
import org.springframework.data.convert.WritingConverter;

@DatabaseTest(DatabaseProduct.MYSQL)
class MySqlAggregatesTests extends AggregatesContract {

    /** Otherwise the driver writes a UUID as a serialized object, which no column type can hold. */
    @Override
    List<?> converters() {
        return List.of(new UuidToBytes(), new BytesToUuid());
    }

    @WritingConverter
    private static final class UuidToBytes implements Converter<UUID, byte[]> {

        @Override
        public byte[] convert(UUID uuid) {
            return ByteBuffer.allocate(2 * Long.BYTES)
                    .putLong(uuid.getMostSignificantBits())
                    .putLong(uuid.getLeastSignificantBits())
                    .array();
        }
    }

    @ReadingConverter
    private static final class BytesToUuid implements Converter<byte[], UUID> {

        @Override
        public UUID convert(byte[] bytes) {
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            return new UUID(buffer.getLong(), buffer.getLong());
        }
    }
}
