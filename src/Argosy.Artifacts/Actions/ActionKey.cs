namespace Argosy.Artifacts.Actions;

/// <summary>The digest of an action's canonical form, which determines a task's result.</summary>
public readonly record struct ActionKey(Digest Digest)
{
    /// <summary>The 64 hexadecimal digits.</summary>
    public override string ToString() => Digest.Hex;
}
