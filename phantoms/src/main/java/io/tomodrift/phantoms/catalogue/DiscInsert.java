package io.tomodrift.phantoms.catalogue;

/**
 * A round insert of a test phantom.
 *
 * @param name material
 * @param hu its value, HU
 * @param radiusMm radius, mm
 * @param xMm X of the centre, mm
 * @param yMm Y of the centre, mm
 */
public record DiscInsert(String name, double hu, double radiusMm, double xMm, double yMm) {}
