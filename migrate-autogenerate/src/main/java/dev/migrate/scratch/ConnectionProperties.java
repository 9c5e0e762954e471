package dev.migrate.scratch;

import java.beans.PropertyDescriptor;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.BeanWrapper;
import org.springframework.beans.BeansException;
import org.springframework.beans.DirectFieldAccessor;
import org.springframework.beans.PropertyAccessor;
import org.springframework.beans.PropertyAccessorFactory;
import org.springframework.util.ClassUtils;

/**
 * Reads the properties with which a data source connects, which its connections do not reveal: the user, the password,
 * and those of the driver. Connection pools and the data sources of drivers have them as bean properties under a few
 * usual names; wrappers and proxies are followed to the data source that has them.
 */
final class ConnectionProperties {

    private static final String USER = "user";
    private static final String PASSWORD = "password";
    private static final List<String> USER_NAMES = List.of("username", USER);

    /** Tomcat's pool returns a text in place of its password. */
    private static final List<String> PASSWORD_NAMES = List.of("poolProperties.password", PASSWORD);

    private static final List<String> DRIVER_PROPERTIES =
            List.of("dataSourceProperties", "dbProperties", "connectionProperties");

    /** The classes for which a wrapper is asked that has no property with the data source that it wraps. */
    private static final List<String> WRAPPED = List.of(
            "com.zaxxer.hikari.HikariDataSource",
            "org.apache.tomcat.jdbc.pool.DataSourceProxy",
            "org.apache.commons.dbcp2.BasicDataSource",
            "com.mchange.v2.c3p0.ComboPooledDataSource",
            "org.springframework.jdbc.datasource.AbstractDriverBasedDataSource",
            "org.postgresql.ds.common.BaseDataSource");

    private ConnectionProperties() {}

    /** Returns the properties; empty if the data source, and each that it wraps, keeps them to itself. */
    static Properties of(DataSource source) {
        Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        Deque<DataSource> open = new ArrayDeque<>(List.of(source));
        while (!open.isEmpty()) {
            DataSource next = open.remove();
            if (seen.add(next)) {
                BeanWrapper bean = PropertyAccessorFactory.forBeanPropertyAccess(next);
                Properties found = read(next, bean);
                if (!found.isEmpty()) {
                    return found;
                }
                addWrapped(next, bean, open);
            }
        }
        return new Properties();
    }

    private static Properties read(DataSource source, BeanWrapper bean) {
        Properties found = new Properties();
        DirectFieldAccessor fields = new DirectFieldAccessor(source);
        for (String name : DRIVER_PROPERTIES) {
            if (value(bean.isReadableProperty(name) ? bean : fields, name) instanceof Properties properties) {
                properties.stringPropertyNames().forEach((key) -> found.setProperty(key, properties.getProperty(key)));
            }
        }
        set(found, USER, bean, USER_NAMES);
        set(found, PASSWORD, bean, PASSWORD_NAMES);
        return found;
    }

    /** Sets a property to the first value that is not empty. */
    private static void set(Properties properties, String name, BeanWrapper bean, List<String> names) {
        for (String candidate : names) {
            if (value(bean, candidate) instanceof String text && !text.isEmpty()) {
                properties.setProperty(name, text);
                return;
            }
        }
    }

    private static @Nullable Object value(PropertyAccessor accessor, String name) {
        try {
            return accessor.isReadableProperty(name) ? accessor.getPropertyValue(name) : null;
        } catch (BeansException unreadable) {
            return null;
        }
    }

    private static void addWrapped(DataSource wrapper, BeanWrapper bean, Deque<DataSource> open) {
        for (PropertyDescriptor property : bean.getPropertyDescriptors()) {
            if (DataSource.class.isAssignableFrom(type(property))
                    && value(bean, property.getName()) instanceof DataSource wrapped) {
                open.add(wrapped);
            }
        }
        for (String name : WRAPPED) {
            DataSource wrapped = unwrapped(wrapper, name);
            if (wrapped != null) {
                open.add(wrapped);
            }
        }
    }

    private static Class<?> type(PropertyDescriptor property) {
        Class<?> type = property.getPropertyType();
        return type == null ? Object.class : type;
    }

    private static @Nullable DataSource unwrapped(DataSource wrapper, String name) {
        ClassLoader loader = wrapper.getClass().getClassLoader();
        if (!ClassUtils.isPresent(name, loader)) {
            return null;
        }
        Class<?> type = ClassUtils.resolveClassName(name, loader);
        try {
            return wrapper.isWrapperFor(type) && wrapper.unwrap(type) instanceof DataSource wrapped ? wrapped : null;
        } catch (SQLException notWrapped) {
            return null;
        }
    }
}
