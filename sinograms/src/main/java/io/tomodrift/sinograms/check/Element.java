package io.tomodrift.sinograms.check;

/**
 * A detector element.
 *
 * @param column from 0
 * @param row from 0
 */
public record Element(int column, int row) {}
