package io.tomodrift.geometry;

/**
 * A straight line in the slice plane: points {@code origin + t direction}.
 *
 * @param originXMm a point on the ray (the source of a fan beam), mm
 * @param originYMm the same, Y
 * @param directionX unit direction from source to detector
 * @param directionY the same, Y
 */
public record Ray(double originXMm, double originYMm, double directionX, double directionY) {}
