package library;

public record Shelf(int books) {}
