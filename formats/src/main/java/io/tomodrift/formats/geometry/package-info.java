/**
 * Scan geometries as YAML and JSON. Start from {@link io.tomodrift.formats.geometry.GeometryFiles},
 * which describes the keys.
 */
package io.tomodrift.formats.geometry;
