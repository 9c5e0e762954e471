package org.apache.ibatis.session;

/** A substitute for the MyBatis type, which is referenced only by name. */
public interface SqlSessionFactory {}
