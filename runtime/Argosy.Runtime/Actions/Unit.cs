namespace Argosy.Runtime;

/// <summary>What a method without a result returns.</summary>
public readonly record struct Unit;
