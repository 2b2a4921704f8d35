package io.tomodrift.geometry;

/**
 * One line of a printed geometry.
 *
 * @param name name as in files and configuration, with its unit
 * @param value value as text
 * @param meaning what it is, in a few words
 */
public record GeometryParameter(String name, String value, String meaning) {}
