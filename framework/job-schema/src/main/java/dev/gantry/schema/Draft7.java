package dev.gantry.schema;
final class Draft7 {}
