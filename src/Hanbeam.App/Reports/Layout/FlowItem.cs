using SkiaSharp;

namespace Hanbeam.App.Reports.Layout;

/// <summary>A piece that is never divided over two pages: a line, a row of a table, a drawing.</summary>
/// <param name="Height">Its height, points.</param>
/// <param name="Draw">Draws it with its upper left corner at a point.</param>
internal sealed record FlowItem(float Height, Action<SKCanvas, SKPoint> Draw)
{
    /// <summary>Empty space above it, left out at the top of a page.</summary>
    public float SpaceAbove { get; init; }

    /// <summary>Whether it stands on the page of the item after it.</summary>
    public bool KeepWithNext { get; init; }

    /// <summary>Whether it starts a page.</summary>
    public bool StartsPage { get; init; }

    /// <summary>What is drawn again above it where it starts a page in the middle of its block.</summary>
    public FlowItem? Continuation { get; init; }
}
