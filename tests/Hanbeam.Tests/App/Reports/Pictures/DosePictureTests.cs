using Hanbeam.App.Reports.Pictures;
using Hanbeam.Numerics.Geometry;
using Hanbeam.Numerics.Grids;
using SkiaSharp;
using Xunit;
using PdfDocument = UglyToad.PdfPig.PdfDocument;

namespace Hanbeam.Tests.App.Reports.Pictures;

public sealed class DosePictureTests
{
    private const int Size = 240;
    private static readonly GridGeometry Geometry = new(new Vector3d(-58, -58, -58), new Vector3d(4, 4, 4), 30, 30, 30);

    // A hot ball to the patient's left, front and head: its side of each picture is known from the letters alone.
    private static readonly Vector3d Hot = new(30, -30, 30);

    public static TheoryData<int, string, string> Sides => new()
    {
        { (int)PlaneOrientation.Axial, "L", "A" },
        { (int)PlaneOrientation.Coronal, "L", "H" },
        { (int)PlaneOrientation.Sagittal, "A", "H" },
    };

    [Theory]
    [MemberData(nameof(Sides))]
    public void Draw_Letters_StandWhereTheirSideOfThePatientIs(int orientation, string across, string up)
    {
        var plane = PlaneGeometry.Covering((PlaneOrientation)orientation, Hot, Geometry.LowerCorner, Geometry.UpperCorner, 1);
        var (x, y) = HotSpot(plane);
        var letters = Letters(plane);

        // The hot ball lies half-way to the edge that its letters name, 60 of 240 pixels from the middle.
        Assert.Equal(letters[across].X > Size / 2 ? Size / 2 + 60 : Size / 2 - 60, x, 3.0);
        Assert.Equal(letters[up].Y > Size / 2 ? Size / 2 + 60 : Size / 2 - 60, y, 3.0);
        Assert.Equal(4, letters.Count);
    }

    [Fact]
    public void Planes_Written_AreAPngOfTheSameBytes()
    {
        byte[] Png()
        {
            var planes = Enum.GetValues<PlaneOrientation>().Select(o => PlaneGeometry.Covering(o, Hot, Geometry.LowerCorner, Geometry.UpperCorner, 1)).ToList();
            using var stream = new MemoryStream();
            DosePictureFile.Write(stream, new DoseView(Picture(), planes, "50 Gy"), "A ball of water");
            return stream.ToArray();
        }

        using var bitmap = SKBitmap.Decode(Png());
        Assert.True(bitmap.Width > bitmap.Height);
        Assert.Equal(Png(), Png());
    }

    // The middle of what the wash colours: pixels of the picture that are not grey.
    private static (double X, double Y) HotSpot(PlaneGeometry plane)
    {
        using var bitmap = new SKBitmap(Size, Size);
        using (var canvas = new SKCanvas(bitmap)) Picture().Draw(canvas, SKRect.Create(0, 0, Size, Size), plane, letterSize: 8);
        var (sumX, sumY, count) = (0.0, 0.0, 0);
        for (var y = 0; y < Size; y++)
        {
            for (var x = 0; x < Size; x++)
            {
                var color = bitmap.GetPixel(x, y);
                if (Math.Abs(color.Red - color.Blue) < 40) continue;
                (sumX, sumY, count) = (sumX + x, sumY + y, count + 1);
            }
        }

        return (sumX / count, sumY / count);
    }

    // Positions of the letters, downwards, as a reader of the PDF finds them.
    private static Dictionary<string, (double X, double Y)> Letters(PlaneGeometry plane)
    {
        using var stream = new MemoryStream();
        using (var document = SKDocument.CreatePdf(stream))
        {
            Picture().Draw(document.BeginPage(Size, Size), SKRect.Create(0, 0, Size, Size), plane, letterSize: 8);
            document.Close();
        }

        using var pdf = PdfDocument.Open(stream.ToArray());
        return pdf.GetPage(1).Letters.ToDictionary(letter => letter.Value, letter => (letter.StartBaseLine.X, Size - letter.StartBaseLine.Y));
    }

    private static DosePicture Picture()
    {
        var (ct, dose) = (new Grid<float>(Geometry), new Grid<float>(Geometry));
        for (var n = 0; n < Geometry.Count; n++)
        {
            var (i, j, k) = Geometry.Voxel(n);
            dose.Values[n] = (Geometry.Center(i, j, k) - Hot).Length <= 15 ? 50 : 0;
        }

        return new DosePicture(ct, dose, IsodoseScale.Of(50), []);
    }
}
