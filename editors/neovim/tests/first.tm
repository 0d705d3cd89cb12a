/// A model with one thing forgotten: nothing is ever put into the archive.
model first "First model"
use stride 1.0
use web 1.0

asset page "Page" classified internal
zone internet: internet-zone "Internet" {
  entity reader: end-user "Reader"
}
zone site: dmz-zone "Site" {
  process app: web-app "Web application"
  store archive: sql-database "Archive" holds page
}
flow 1 read: reader -> app via https returns page
threat borrowed-session: spoofing "Somebody reads with the session of another" on read
