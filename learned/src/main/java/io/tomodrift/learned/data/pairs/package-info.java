/**
 * Makes pairs to learn from and keeps them on disk: {@link
 * io.tomodrift.learned.data.pairs.SparseViewPairs} scans and reconstructs phantoms and CT volumes,
 * {@link io.tomodrift.learned.data.pairs.ContrastPairs} scans phantoms without and with contrast
 * medium, {@link io.tomodrift.learned.data.pairs.MrCtPairs} brings registered MR and CT onto one
 * grid, and {@link io.tomodrift.learned.data.pairs.CaseCache} makes each pair once. Start from
 * {@link io.tomodrift.learned.data.pairs.SparseViewSet} or {@link
 * io.tomodrift.learned.data.pairs.ContrastSet}, which a YAML file can hold.
 */
package io.tomodrift.learned.data.pairs;
