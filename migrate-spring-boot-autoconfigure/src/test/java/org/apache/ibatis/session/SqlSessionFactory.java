package org.apache.ibatis.session;

/** Stands for the type of MyBatis that is known by its name alone. */
public interface SqlSessionFactory {}
