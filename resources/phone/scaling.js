// Smaller JPEGs of photos, with the EXIF data of the original.

const LONGEST_SIDE = 2400;
const QUALITY = 0.85;
const SMALL_ENOUGH_BYTES = 1_000_000;
const ORIENTATION = 0x0112;

export async function scalePhoto(file) {
  if (!file.type.startsWith("image/") || file.size <= SMALL_ENOUGH_BYTES) return file;
  try {
    const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
    const scale = Math.min(1, LONGEST_SIDE / Math.max(picture.width, picture.height));
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(picture.width * scale);
    canvas.height = Math.round(picture.height * scale);
    const context = canvas.getContext("2d");
    context.fillStyle = "#fff";
    context.fillRect(0, 0, canvas.width, canvas.height);
    context.drawImage(picture, 0, 0, canvas.width, canvas.height);
    picture.close();
    const scaled = await new Promise((done) => canvas.toBlob(done, "image/jpeg", QUALITY));
    if (!scaled || scaled.size >= file.size) return file;
    return await copyExif(file, scaled);
  } catch {
    return file; // a format that this browser cannot draw, such as HEIC
  }
}

async function copyExif(original, scaled) {
  const exif = findExif(new DataView(await original.arrayBuffer()));
  if (!exif) return scaled;
  const segment = exif.slice();
  setUpright(new DataView(segment.buffer));
  return new Blob([scaled.slice(0, 2), segment, scaled.slice(2)], { type: "image/jpeg" });
}

// The APP1 segment of a JPEG, marker and length included.
export function findExif(bytes) {
  if (bytes.byteLength < 4 || bytes.getUint16(0) !== 0xffd8) return null;
  let place = 2;
  while (place + 10 < bytes.byteLength && bytes.getUint8(place) === 0xff) {
    const marker = bytes.getUint8(place + 1);
    const length = bytes.getUint16(place + 2) + 2;
    if (marker === 0xda) return null;
    const isExif = marker === 0xe1 && bytes.getUint32(place + 4) === 0x45786966;
    if (isExif && place + length <= bytes.byteLength)
      return new Uint8Array(bytes.buffer, bytes.byteOffset + place, length);
    place += length;
  }
  return null;
}

// The canvas holds the picture upright already, so its EXIF data must not turn it again.
export function setUpright(segment) {
  const tiff = 10;
  if (segment.byteLength < tiff + 8) return;
  const little = segment.getUint16(tiff) === 0x4949;
  const directory = tiff + segment.getUint32(tiff + 4, little);
  if (directory + 2 > segment.byteLength) return;
  const count = segment.getUint16(directory, little);
  for (let number = 0; number < count; number += 1) {
    const entry = directory + 2 + 12 * number;
    if (entry + 12 > segment.byteLength) return;
    if (segment.getUint16(entry, little) === ORIENTATION) segment.setUint16(entry + 8, 1, little);
  }
}
