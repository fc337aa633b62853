namespace Argosy.Zuul.Model;

/// <summary>A tag that changes how an attribute of a job is merged into what parents say.</summary>
internal enum MergeControl
{
    /// <summary>No tag.</summary>
    None,

    /// <summary><c>!override</c>: the value counts alone.</summary>
    Override,

    /// <summary><c>!inherit</c>: the value is added.</summary>
    Inherit,
}
