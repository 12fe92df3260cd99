using SkiaSharp;

namespace Hanbeam.App.Reports.Layout;

/// <summary>Lays out drawings beside each other with their captions.</summary>
internal static class FigureLayout
{
    /// <summary>Between two drawings.</summary>
    public const float Gap = 10;

    private const float CaptionGap = 1.5f;
    private static readonly TextStyle Style = ReportStyle.Small;

    /// <summary>One item for all of them.</summary>
    public static FlowItem Lay(FiguresBlock block, float width, float spaceAbove)
    {
        var share = (width - Gap * (block.Figures.Count - 1)) / block.Figures.Sum(figure => figure.Share);
        var captions = block.Figures.Select(figure => figure.Caption.Length == 0 ? [] : LineBreaker.Break(figure.Caption, share * figure.Share, Style)).ToArray();
        var captionHeight = captions.Max(lines => lines.Count) * Style.LineHeight + CaptionGap;
        return new FlowItem(block.HeightPt + captionHeight, (canvas, at) =>
        {
            var x = at.X;
            for (var n = 0; n < block.Figures.Count; n++)
            {
                var own = share * block.Figures[n].Share;
                block.Figures[n].Draw(canvas, SKRect.Create(x, at.Y, own, block.HeightPt));
                var y = at.Y + block.HeightPt + CaptionGap;
                foreach (var line in captions[n])
                {
                    TextPainter.Draw(canvas, line, x + 0.5f * own, y + Style.Baseline, Style, SKTextAlign.Center);
                    y += Style.LineHeight;
                }

                x += own + Gap;
            }
        })
        { SpaceAbove = spaceAbove };
    }
}
