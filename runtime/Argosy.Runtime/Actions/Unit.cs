namespace Argosy.Runtime;

/// <summary>The result of a method without one.</summary>
public readonly record struct Unit;
